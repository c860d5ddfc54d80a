-- worker uid session leaseMillis maxSeconds maxAttempts backoff longestBackoff attempt…
-- Answers one list per batch: {job, batch, attempt, number, offset, rows, model, digest, options}.
local worker, uid, session, lease, budget = arg(1), arg(2), arg(3), tonumber(arg(4)), tonumber(arg(5))
MAX_ATTEMPTS, BACKOFF, LONGEST_BACKOFF = tonumber(arg(6)), tonumber(arg(7)), tonumber(arg(8))
local FIRST_ATTEMPT = 9

-- The next batch that waits: what is to be tried again first, then the job that has been given the least.
local function next_batch()
    local id = call('ZRANGEBYSCORE', DUE, '-inf', NOW, 'LIMIT', 0, 1)[1]
    if id then
        local job = load_job(id)
        local batch = tonumber(call('ZPOPMIN', back_key(id))[1])
        settle_waiting(job)
        return job, batch
    end
    id = call('ZRANGE', TURN, 0, 0)[1]
    if not id then return nil end
    local job = load_job(id)
    local batch = job.cursor
    job.cursor = call('HINCRBY', job_key(id), 'cursor', 1)
    return job, batch
end

tick()
lose_expired(4)
local held = call('ZCARD', held_key(worker))
local given, seconds = {}, 0
while ARGV[2 + FIRST_ATTEMPT + #given] and seconds <= budget do
    local job, batch = next_batch()
    if not job then break end
    local attempt, rows = ARGV[2 + FIRST_ATTEMPT + #given], rows_of(job, batch)
    local cost = rows * cost_per_row(job.class)
    if call('ZSCORE', TURN, job.id) then
        -- Remembered for a newcomer that finds nobody to start level with.
        call('HSET', META, 'turn', call('ZINCRBY', TURN, cost, job.id))
    end
    settle_waiting(job)
    local number = tonumber(call('HGET', tries_key(job.id), batch) or 0) + 1
    call('HSET', own_key(job.id), batch, table.concat({ attempt, session, number, NOW, worker }, '|'))
    call('ZADD', LEASES, NOW + lease, job.id .. ':' .. batch)
    call('ZADD', held_key(worker), call('HINCRBY', META, 'claims', 1), job.id .. ':' .. batch)
    count(job.class, 'w', -1, -rows)
    count(job.class, 'r', 1, rows)
    if job.state == 'queued' then call('HSET', job_key(job.id), 'state', 'running', 'started', WALL) end
    local f = call('HMGET', job_key(job.id), 'model', 'digest', 'options')
    given[#given + 1] = { job.id, batch, attempt, number, batch * job.size, rows, f[1], f[2], f[3] }
    seconds = seconds + cost
end

if not call('ZSCORE', WORKERS, worker) then
    call('HSET', worker_key(worker), 'uid', uid, 'session', session, 'counter', '', 'rate', 0, 'memory', 0, 'state', 'idle')
    changed()
end
call('ZADD', WORKERS, NOW, worker)
if #given > 0 then
    if held == 0 then call('HSET', worker_key(worker), 'progress', NOW) end
    changed()
end
return given
