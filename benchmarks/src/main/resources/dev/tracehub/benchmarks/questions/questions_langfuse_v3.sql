-- question: trace_by_id
SELECT id, parent_observation_id, type, name, start_time, end_time, level, provided_model_name, usage_details,
    total_cost, input, output
FROM langfuse.observations
WHERE project_id = {project:String} AND trace_id = {trace:String}
ORDER BY event_ts DESC LIMIT 1 BY id

-- question: newest_traces
WITH page AS
(
    SELECT id, timestamp, name FROM langfuse.traces FINAL
    WHERE project_id = {project:String} AND timestamp >= {day:DateTime} AND timestamp < {to:DateTime}
    ORDER BY timestamp DESC LIMIT 50
)
SELECT page.id, page.timestamp, page.name, o.spans, o.errors, o.tokens, o.cost
FROM page LEFT JOIN
(
    SELECT trace_id, count() AS spans, countIf(level = 'ERROR') AS errors, sum(usage_details['input']) AS tokens,
        sum(total_cost) AS cost
    FROM langfuse.observations FINAL
    WHERE project_id = {project:String} AND start_time >= {day:DateTime} - INTERVAL 1 HOUR AND start_time < {to:DateTime}
        AND trace_id IN (SELECT id FROM page)
    GROUP BY trace_id
) AS o ON o.trace_id = page.id
ORDER BY page.timestamp DESC

-- question: filtered_search
SELECT id, trace_id, name, start_time, end_time, usage_details['input']
FROM langfuse.observations FINAL
WHERE project_id = {project:String} AND start_time >= {week:DateTime} AND start_time < {to:DateTime}
    AND provided_model_name = 'gpt-4o' AND metadata['team'] = 'search'
    AND dateDiff('millisecond', start_time, end_time) > 500
ORDER BY start_time DESC LIMIT 50

-- question: text_search
SELECT id, trace_id, name, start_time
FROM langfuse.observations FINAL
WHERE project_id = {project:String} AND start_time >= {month:DateTime} AND start_time < {to:DateTime}
    AND output ILIKE '%zeitgeist%'
ORDER BY start_time DESC LIMIT 50

-- question: dashboard_24h
SELECT toStartOfHour(start_time) AS hour, provided_model_name, count(), countIf(level = 'ERROR'),
    sum(usage_details['input']), sum(usage_details['output']), sum(total_cost),
    quantiles(0.5, 0.95)(dateDiff('millisecond', start_time, end_time))
FROM langfuse.observations FINAL
WHERE project_id = {project:String} AND start_time >= {day:DateTime} AND start_time < {to:DateTime}
GROUP BY hour, provided_model_name ORDER BY hour, provided_model_name

-- question: dashboard_30d
SELECT toStartOfDay(start_time) AS day, provided_model_name, count(), countIf(level = 'ERROR'),
    sum(usage_details['input']), sum(usage_details['output']), sum(total_cost),
    quantiles(0.5, 0.95)(dateDiff('millisecond', start_time, end_time))
FROM langfuse.observations FINAL
WHERE project_id = {project:String} AND start_time >= {month:DateTime} AND start_time < {to:DateTime}
GROUP BY day, provided_model_name ORDER BY day, provided_model_name
