-- Who is next: lanes by weight, in a lane tenants by the seconds of work that they have been given, of a tenant its jobs likewise.
-- Whoever comes (back) starts a little before those who are being served, or at what it had, if that was more: so a few batches
-- do not wait behind a flood, but time away earns no more than that, and splitting work into many jobs earns nothing.
local BURST = 1
local RESTING = '/rest' -- behind a key: those who have nothing to be claimed, with what they had been given

local function weight_of(lane) return tonumber(call('HGET', META, 'weight:' .. lane) or 1) end

local function join(set, member, burst)
    if call('ZSCORE', set, member) then return end
    local level = tonumber(call('ZRANGE', set, 0, 0, 'WITHSCORES')[2] or call('HGET', META, set) or 0)
    level = level - burst
    local had = call('ZSCORE', set .. RESTING, member)
    if had then
        level = math.max(level, tonumber(had))
        call('ZREM', set .. RESTING, member)
    end
    call('ZADD', set, level, member)
end

local function rest(set, member)
    local had = call('ZSCORE', set, member)
    if not had then return end
    call('ZREM', set, member)
    call('ZADD', set .. RESTING, had, member)
end

-- One row wakes one worker, not the whole fleet. Whoever then finds more than it takes wakes the next one.
local ASKS_AGAIN = 2000 -- at the latest, if it is still there
local BUSY_STILL = 1000 -- whoever has not done all that it holds comes after those who have
local MOST_DEAF = 3
local woken = false
local function wake_one()
    if woken then return end
    woken = true
    for _ = 1, MOST_DEAF do
        local worker = call('ZREVRANGEBYSCORE', IDLE, '+inf', NOW - BUSY_STILL - ASKS_AGAIN, 'LIMIT', 0, 1)[1]
        if not worker then return end
        call('ZREM', IDLE, worker)
        -- An error means that this user may not speak: then all ask by themselves.
        if redis.pcall('PUBLISH', ROOT .. 'wake:' .. worker, '') ~= 0 then return end
    end
end

local function enqueue(job)
    local turn = turn_key(job.lane, job.tenant)
    if call('ZSCORE', turn, job.id) then return end
    call('ZADD', turn, call('ZRANGE', turn, 0, 0, 'WITHSCORES')[2] or 0, job.id)
    join(tenants_key(job.lane), job.tenant, BURST)
    join(LANES, job.lane, BURST / weight_of(job.lane))
    wake_one()
end

local function dequeue(job)
    local turn = turn_key(job.lane, job.tenant)
    if call('ZREM', turn, job.id) == 0 or call('EXISTS', turn) == 1 then return end
    rest(tenants_key(job.lane), job.tenant)
    if call('EXISTS', tenants_key(job.lane)) == 0 then rest(LANES, job.lane) end
end

-- The level of whoever is served is remembered for a newcomer that finds nobody to start level with.
local function first_id_in_turn()
    local lane = call('ZRANGE', LANES, 0, 0, 'WITHSCORES')
    if not lane[1] then return nil end
    local tenant = call('ZRANGE', tenants_key(lane[1]), 0, 0, 'WITHSCORES')
    call('HSET', META, LANES, lane[2], tenants_key(lane[1]), tenant[2])
    return call('ZRANGE', turn_key(lane[1], tenant[1]), 0, 0)[1], lane[1], tenant[1]
end

local function add_seconds(set, member, seconds)
    if not call('ZADD', set, 'XX', 'INCR', seconds, member) then
        call('ZADD', set .. RESTING, 'XX', 'INCR', seconds, member)
    end
end

-- At the claim with the estimate, later with what it was more or less.
local function charge_seconds(job, seconds)
    if seconds == 0 then return end
    add_seconds(LANES, job.lane, seconds / weight_of(job.lane))
    add_seconds(tenants_key(job.lane), job.tenant, seconds)
end

-- Those at rest who would start no better than strangers need not be remembered.
local function forget_rested(set)
    local level = call('ZRANGE', set, 0, 0, 'WITHSCORES')[2]
    if level then call('ZREMRANGEBYSCORE', set .. RESTING, '-inf', tonumber(level) - BURST) end
end
