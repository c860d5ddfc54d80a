-- id tenant lane model digest options rows batchSize batches secondsPerBatch ttlMillis scope payload
-- Answers {created, samePayload, view, id}.
local id, scope, payload = arg(1), arg(12), arg(13)
if scope ~= '' then
    local known = call('HMGET', idem_key(scope), 'job', 'payload')
    if known[1] and call('EXISTS', job_key(known[1])) == 1 then
        return { 0, known[2] == payload and 1 or 0, view(known[1]), known[1] }
    end
end
if call('EXISTS', job_key(id)) == 1 then return { 0, 1, view(id), id } end

tick()
local rows, size, batches = tonumber(arg(7)), tonumber(arg(8)), tonumber(arg(9))
local class = redis.sha1hex(arg(5) .. '\n' .. arg(6))
call('HSET', job_key(id), 'state', 'queued', 'tenant', arg(2), 'lane', arg(3), 'model', arg(4), 'digest', arg(5),
    'options', arg(6), 'rows', rows, 'size', size, 'batches', batches, 'ttl', arg(11), 'scope', scope, 'class', class,
    'cursor', 0, 'done', 0, 'dead', 0, 'doneRows', 0, 'born', NOW, 'created', WALL)
if scope ~= '' then call('HSET', idem_key(scope), 'job', id, 'payload', payload) end
call('PERSIST', cost_key(class))
call('HSETNX', cost_key(class), 'cold', tonumber(arg(10)) / size)
call('SADD', COSTS, class)
count(class, 'w', batches, rows)
call('ZADD', JOBS, WALL, id)
call('ZADD', AGE, NOW, id)
-- A newcomer starts level with the jobs that are being served: it can neither be starved nor catch up on time it did not wait.
call('ZADD', TURN, call('ZRANGE', TURN, 0, 0, 'WITHSCORES')[2] or call('HGET', META, 'turn'), id)
call('HINCRBY', META, 'active', 1)
changed()
return { 1, 1, view(id), id }
