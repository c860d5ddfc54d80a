-- maxAttempts backoff longestBackoff forgetMillis tombstoneMillis; answers how many leases had expired.
MAX_ATTEMPTS, BACKOFF, LONGEST_BACKOFF = number(1), number(2), number(3)
local forget, tombstone = number(4), number(5)
local MOST = 16

tick_when_full()
local lost_leases = lose_expired(MOST)

for _, worker in ipairs(call('ZRANGEBYSCORE', WORKERS, '-inf', NOW - forget, 'LIMIT', 0, MOST)) do
    if #held_by(worker) == 0 then forget_worker(worker) end
end

for _, id in ipairs(call('ZRANGEBYSCORE', UPLOADS, '-inf', NOW, 'LIMIT', 0, MOST)) do
    local upload = load_upload(id)
    if upload then drop_upload(upload) else call('ZREM', UPLOADS, id) end
end

for _, id in ipairs(call('ZRANGEBYSCORE', ENDS, '-inf', NOW, 'LIMIT', 0, MOST)) do
    local job = load_job(id)
    if not job then
        call('ZREM', ENDS, id)
    elseif job.state ~= 'expired' then
        expire(job)
        call('ZADD', ENDS, NOW + tombstone, id)
    else
        forget_job(job)
    end
end

look_after_some()

for _, class in ipairs(call('SMEMBERS', COSTS)) do
    local left = call('HMGET', cost_key(class), 'wbatches', 'rbatches')
    if tonumber(left[1] or 0) + tonumber(left[2] or 0) == 0 then
        -- What was measured is kept for the next job of the kind.
        call('SREM', COSTS, class)
        call('PEXPIRE', cost_key(class), tombstone)
    end
end
for _, lane in ipairs(call('ZRANGE', LANES, 0, -1)) do forget_rested(tenants_key(lane)) end
forget_rested(LANES)
return told(lost_leases)
