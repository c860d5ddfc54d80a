-- maxAttempts backoff longestBackoff forgetMillis tombstoneMillis; answers how many leases had expired.
MAX_ATTEMPTS, BACKOFF, LONGEST_BACKOFF = tonumber(arg(1)), tonumber(arg(2)), tonumber(arg(3))
local forget, tombstone = tonumber(arg(4)), tonumber(arg(5))
local MOST = 16

tick_when_full()
local lost = lose_expired(MOST)

for _, worker in ipairs(call('ZRANGEBYSCORE', WORKERS, '-inf', NOW - forget, 'LIMIT', 0, MOST)) do
    if call('ZCARD', held_key(worker)) == 0 then
        call('DEL', worker_key(worker))
        call('ZREM', WORKERS, worker)
        changed()
    end
end

-- Results go first; the job itself stays a while to say that they have.
for _, id in ipairs(call('ZRANGEBYSCORE', ENDS, '-inf', NOW, 'LIMIT', 0, MOST)) do
    local job = load_job(id)
    if job.state ~= 'expired' then
        call('HINCRBY', META, 'dead', 0 - job.dead)
        call('HSET', job_key(id), 'state', 'expired', 'dead', 0)
        call('UNLINK', done_key(id), order_key(id), result_key(id), dead_key(id))
        call('ZADD', ENDS, NOW + tombstone, id)
    else
        call('UNLINK', job_key(id), idem_key(job.scope))
        call('ZREM', JOBS, id)
        call('ZREM', ENDS, id)
    end
end

for _, class in ipairs(call('SMEMBERS', COSTS)) do
    local left = call('HMGET', cost_key(class), 'wbatches', 'rbatches')
    if tonumber(left[1] or 0) + tonumber(left[2] or 0) == 0 then
        -- What was measured is kept for the next job of the kind.
        call('SREM', COSTS, class)
        call('PEXPIRE', cost_key(class), tombstone)
    end
end
return lost
