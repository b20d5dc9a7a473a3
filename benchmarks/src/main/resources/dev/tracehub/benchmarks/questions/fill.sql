-- Support desks of twenty companies of unequal size: a trace is eight spans, three of them model calls. A service calls
-- one model, in one of eight calls another; a quarter of a company's traces belongs to each of its services.
INSERT INTO source.spans
WITH
  intDiv(number, 8) AS t, number % 8 AS k,
  sipHash64(t) AS h, sipHash64(number, 7) AS r,
  ['AGENT','RETRIEVER','EMBEDDING','LLM','TOOL','LLM','JUDGE','CHAIN'] AS types,
  ['answer question','search documents','embed query','chat','lookup order','chat','judge answer','rewrite'] AS names,
  ['gpt-4o','gpt-4o-mini','claude-sonnet-4-5','gemini-2.5-flash','o4-mini','gpt-4.1','claude-haiku-4-5','mistral-large'] AS models,
  ['openai','openai','anthropic','google','openai','openai','anthropic','mistral'] AS providers,
  splitByChar(' ', 'the order refund customer please within days account password reset link invoice shipping address cannot find product return policy warranty battery charger model number was delivered yesterday but package damaged support agent answered that you can request new label from settings page under billing section and we will process payment after review thank you for patience our team checks every ticket carefully if amount exceeds limit approval needed by manager before transfer is possible otherwise automatic') AS words,
  types[k + 1] AS tp,
  tp IN ('LLM', 'JUDGE') AS is_llm,
  toUInt32(pow(20, (h % 1000) / 1000.)) - 1 AS p,
  h % 4 AS s,
  (p + s * 3 + if(h % 8 = 5, 1, 0)) % 8 AS m,
  toUInt64(exp(4.5 + 2.2 * ((r % 10007) / 10007.))) * 1000000 + r % 1000000 AS dur
SELECT
  {day:UInt16},
  concat('project-', toString(p % 20)),
  unhex(concat(hex(sipHash64(t, 1)), hex(sipHash64(t, 2)))),
  sipHash64(number, 3),
  if(k = 0, 0, sipHash64(t * 8 + if(k IN (2, 4), k - 1, 0), 3)),
  toDateTime64({begin:DateTime}, 9, 'UTC')
    + toIntervalNanosecond(toUInt64((t - {from_trace:UInt64}) * (86398e9 / {traces:UInt64})) + k * 137000000),
  dur, if(is_llm, intDiv(dur, 5), 0),
  tp, names[k + 1],
  ['support-desk','search','checkout','assistant'][s + 1],
  if(h % 16 = 0, 'staging', 'production'),
  r % 50 = 0,
  concat('user-', toString(cityHash64(p, intDiv(h, 1000) % 5000) % 1000000)),
  concat('session-', toString(intDiv(t, 100) * 20 + p)),
  multiIf(is_llm, providers[m + 1], tp = 'EMBEDDING', 'openai', ''),
  multiIf(is_llm, models[m + 1], tp = 'EMBEDDING', 'text-embedding-3-small', ''),
  multiIf(is_llm, 200 + r % 3000, tp = 'EMBEDDING', 20 + r % 200, 0),
  if(is_llm, 20 + intDiv(r, 7) % 600, 0),
  toDecimal64(if(is_llm, ((200 + r % 3000) * 2.5 + (20 + intDiv(r, 7) % 600) * 10) / 1e6, 0), 12),
  ['search','billing','growth','platform','mobile'][intDiv(h, 32) % 5 + 1],
  ['eu-west-1','us-east-1','ap-south-1'][intDiv(h, 64) % 3 + 1],
  hex(r),
  if(r % 50 = 0, 500, 200),
  concat('desk-', toString(h % 12)),
  concat('2026.', toString({day:UInt16} % 8)),
  if(is_llm OR k = 0, concat('question ', toString(intDiv(r, 11) % 1000000), ' ', arrayStringConcat(arrayMap(i -> words[1 + intDiv(length(words) * bitAnd(sipHash64(number, i), 1023) * bitAnd(intDiv(sipHash64(number, i), 1024), 1023), 1048576)], range(60 + r % 120)), ' ')), ''),
  if(is_llm OR k = 0, concat(arrayStringConcat(arrayMap(i -> words[1 + intDiv(length(words) * bitAnd(sipHash64(number, i, 5), 1023) * bitAnd(intDiv(sipHash64(number, i, 5), 1024), 1023), 1048576)], range(10 + r % 60)), ' '), if(r % 100003 = 0, ' zeitgeist', ''), ' ticket ', toString(intDiv(r, 13) % 1000000)), '')
FROM numbers({from_trace:UInt64} * 8, {traces:UInt64} * 8)
