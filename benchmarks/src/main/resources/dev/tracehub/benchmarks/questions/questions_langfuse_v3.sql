-- What Langfuse 3 asks: lists in their default order are read newest day first without FINAL and deduplicated by LIMIT BY,
-- their numbers come second and for the page alone, all sums are read with FINAL, a trace's observations within two
-- days of it. {page} is the first column of the answer before.

-- question: trace_by_id
SELECT id, name, user_id, session_id, metadata, timestamp, environment, tags, input, output
FROM langfuse.traces
WHERE id = {trace:String} AND project_id = {project:String}
ORDER BY event_ts DESC LIMIT 1;
SELECT id, trace_id, parent_observation_id, type, name, start_time, end_time, environment, level, metadata, input, output,
    provided_model_name, usage_details, cost_details, total_cost, completion_start_time
FROM langfuse.observations
WHERE trace_id = {trace:String} AND project_id = {project:String}
    AND start_time >= {trace_time:DateTime64(3, 'UTC')} - INTERVAL 2 DAY
ORDER BY event_ts DESC LIMIT 1 BY id, project_id

-- question: newest_traces
SELECT id, timestamp, name, user_id, session_id, environment, tags, bookmarked, public
FROM langfuse.traces
WHERE project_id = {project:String} AND timestamp >= {day:DateTime('UTC')} AND timestamp < {to:DateTime('UTC')}
ORDER BY toDate(timestamp) DESC, event_ts DESC, timestamp DESC LIMIT 1 BY id, project_id LIMIT 50;
SELECT trace_id, count(), sumMap(usage_details), sum(total_cost), sumMap(cost_details), countIf(level = 'ERROR'),
    dateDiff('millisecond', least(min(start_time), min(end_time)), greatest(max(start_time), max(end_time)))
FROM langfuse.observations FINAL
WHERE project_id = {project:String} AND start_time >= {day:DateTime('UTC')} - INTERVAL 2 DAY
    AND trace_id IN {page:Array(String)}
GROUP BY trace_id

-- question: deep_traces
SELECT id, timestamp, name, user_id, session_id, environment, tags, bookmarked, public
FROM langfuse.traces
WHERE project_id = {project:String} AND timestamp >= {week:DateTime('UTC')} AND timestamp < {to:DateTime('UTC')}
ORDER BY toDate(timestamp) DESC, event_ts DESC, timestamp DESC LIMIT 1 BY id, project_id LIMIT 50 OFFSET 1000;
SELECT trace_id, count(), sumMap(usage_details), sum(total_cost), sumMap(cost_details), countIf(level = 'ERROR'),
    dateDiff('millisecond', least(min(start_time), min(end_time)), greatest(max(start_time), max(end_time)))
FROM langfuse.observations FINAL
WHERE project_id = {project:String} AND start_time >= {week:DateTime('UTC')} - INTERVAL 2 DAY
    AND trace_id IN {page:Array(String)}
GROUP BY trace_id

-- question: filtered_spans
SELECT id, trace_id, parent_observation_id, type, name, start_time, end_time, environment, level, metadata,
    provided_model_name, usage_details, cost_details, total_cost, completion_start_time
FROM langfuse.observations
WHERE project_id = {project:String} AND start_time >= {week:DateTime('UTC')} AND start_time < {to:DateTime('UTC')}
    AND provided_model_name = 'gpt-4o' AND metadata['team'] = 'search'
    AND dateDiff('millisecond', start_time, end_time) > 500
ORDER BY toDate(start_time) DESC, event_ts DESC, start_time DESC LIMIT 1 BY id, project_id LIMIT 50

-- question: unique_attribute
SELECT id, trace_id, parent_observation_id, type, name, start_time, end_time, environment, level, metadata,
    provided_model_name, usage_details, cost_details, total_cost, completion_start_time
FROM langfuse.observations
WHERE project_id = {project:String} AND start_time >= {month:DateTime('UTC')} AND start_time < {to:DateTime('UTC')}
    AND metadata['request.id'] = {request:String}
ORDER BY toDate(start_time) DESC, event_ts DESC, start_time DESC LIMIT 1 BY id, project_id LIMIT 50

-- question: traces_of_user
SELECT id, timestamp, name, user_id, session_id, environment, tags, bookmarked, public
FROM langfuse.traces
WHERE project_id = {project:String} AND timestamp >= {month:DateTime('UTC')} AND timestamp < {to:DateTime('UTC')}
    AND user_id = {user:String}
ORDER BY toDate(timestamp) DESC, event_ts DESC, timestamp DESC LIMIT 1 BY id, project_id LIMIT 50;
SELECT trace_id, count(), sumMap(usage_details), sum(total_cost), sumMap(cost_details), countIf(level = 'ERROR'),
    dateDiff('millisecond', least(min(start_time), min(end_time)), greatest(max(start_time), max(end_time)))
FROM langfuse.observations FINAL
WHERE project_id = {project:String} AND start_time >= {month:DateTime('UTC')} - INTERVAL 2 DAY
    AND trace_id IN {page:Array(String)}
GROUP BY trace_id

-- question: rare_word
SELECT id, trace_id, parent_observation_id, type, name, start_time, end_time, environment, level, metadata,
    provided_model_name, usage_details, cost_details, total_cost, completion_start_time
FROM langfuse.observations
WHERE project_id = {project:String} AND start_time >= {month:DateTime('UTC')} AND start_time < {to:DateTime('UTC')}
    AND output ILIKE '%zeitgeist%'
ORDER BY toDate(start_time) DESC, event_ts DESC, start_time DESC LIMIT 1 BY id, project_id LIMIT 50

-- question: common_word
SELECT id, trace_id, parent_observation_id, type, name, start_time, end_time, environment, level, metadata,
    provided_model_name, usage_details, cost_details, total_cost, completion_start_time
FROM langfuse.observations
WHERE project_id = {project:String} AND start_time >= {week:DateTime('UTC')} AND start_time < {to:DateTime('UTC')}
    AND output ILIKE '%warranty%'
ORDER BY toDate(start_time) DESC, event_ts DESC, start_time DESC LIMIT 1 BY id, project_id LIMIT 50

-- question: models_24h
SELECT toStartOfHour(start_time) AS hour, provided_model_name, count(), countIf(level = 'ERROR'),
    sum(usage_details['input']), sum(usage_details['output']), sum(total_cost)
FROM langfuse.observations FINAL
WHERE project_id = {project:String} AND start_time >= {day:DateTime('UTC')} AND start_time < {to:DateTime('UTC')}
GROUP BY hour, provided_model_name ORDER BY hour, provided_model_name

-- question: models_30d
SELECT toStartOfHour(start_time) AS hour, provided_model_name, count(), countIf(level = 'ERROR'),
    sum(usage_details['input']), sum(usage_details['output']), sum(total_cost)
FROM langfuse.observations FINAL
WHERE project_id = {project:String} AND start_time >= {month:DateTime('UTC')} AND start_time < {to:DateTime('UTC')}
GROUP BY hour, provided_model_name ORDER BY hour, provided_model_name

-- question: latency_24h
SELECT name, count(), quantiles(0.5, 0.95, 0.99)(dateDiff('millisecond', start_time, end_time))
FROM langfuse.observations FINAL
WHERE project_id = {project:String} AND start_time >= {day:DateTime('UTC')} AND start_time < {to:DateTime('UTC')}
GROUP BY name ORDER BY name

-- question: latency_30d
SELECT name, count(), quantiles(0.5, 0.95, 0.99)(dateDiff('millisecond', start_time, end_time))
FROM langfuse.observations FINAL
WHERE project_id = {project:String} AND start_time >= {month:DateTime('UTC')} AND start_time < {to:DateTime('UTC')}
GROUP BY name ORDER BY name
