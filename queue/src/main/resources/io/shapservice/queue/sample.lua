-- stuckAfterMillis; answers {totals, classes, workers, integrity}, each with ages by the logical clock.
local stuck_after = number(1)
tick_when_full()

local classes = {}
for _, class in ipairs(call('SMEMBERS', COSTS)) do
    local c = call('HMGET', cost_key(class), 'wbatches', 'wrows', 'rbatches', 'rrows')
    classes[#classes + 1] = { tonumber(c[1] or 0), tonumber(c[2] or 0), tonumber(c[3] or 0), tonumber(c[4] or 0), real(cost_per_row(class)) }
end

local workers, silence = {}, {}
local function quiet(age) return math.min(math.floor(4 * age / stuck_after), 12) end
for _, name in ipairs(call('ZRANGE', WORKERS, 0, -1)) do
    local w = call('HMGET', worker_key(name), 'uid', 'progress', 'rate', 'memory', 'state')
    local leases = call('ZCARD', held_key(name))
    local heartbeat_age = NOW - tonumber(call('ZSCORE', WORKERS, name))
    local progress_age = leases > 0 and NOW - tonumber(w[2] or NOW) or 0
    local level = math.max(quiet(heartbeat_age), quiet(progress_age))
    -- From half of T on, every further quarter of silence is news.
    if level >= 2 then silence[#silence + 1] = name .. level end
    workers[#workers + 1] = {
        name, w[1], heartbeat_age, progress_age, leases, w[3], w[4], w[5], call('ZRANGE', held_key(name), 0, 7),
    }
end
table.sort(silence)
local news = table.concat(silence, ' ')
if (call('HGET', META, 'silence') or '') ~= news then
    call('HSET', META, 'silence', news)
    changed()
end

local oldest = call('ZRANGE', AGE, 0, 0, 'WITHSCORES')[2]
local meta = call('HMGET', META, 'incarnation', 'revision', 'active', 'dead', 'rowsDone', 'losses', 'lossHow', 'lossAt', 'repairs')
return told({
    { meta[1], meta[2], WALL, oldest and NOW - tonumber(oldest) or 0, meta[3] or 0, meta[4] or 0, meta[5] or 0 },
    classes,
    workers,
    { meta[6] or 0, meta[7] or '', meta[8] or 0, meta[9] or 0 },
})
