-- What work costs, by class (model and options): CPU seconds per row, from sums that forget, so that a large batch counts for more
-- than a small one. Each class counts what waits ('w') and what runs ('r'), in units and rows.
local FORGET = 0.8

local function cost_per_row(class)
    local cost = call('HMGET', cost_key(class), 'seconds', 'rows', 'cold')
    if cost[2] and tonumber(cost[2]) > 0 then return tonumber(cost[1]) / tonumber(cost[2]) end
    return tonumber(cost[3] or 0)
end

local function measured(class, seconds, rows)
    local sums = call('HMGET', cost_key(class), 'seconds', 'rows')
    call('HSET', cost_key(class),
        'seconds', tonumber(sums[1] or 0) * FORGET + seconds,
        'rows', tonumber(sums[2] or 0) * FORGET + rows)
end

-- Lua has a negative zero, which Redis does not take for a whole number: adding 0 makes it one.
local function count(class, what, units, rows)
    call('HINCRBY', cost_key(class), what .. 'batches', units + 0)
    call('HINCRBY', cost_key(class), what .. 'rows', rows + 0)
end

-- How fast something goes away, per second over about the last half minute; for Retry-After.
local RATE_SECONDS = 30
local function drained(what, amount)
    local was = call('HMGET', META, what .. 'Rate', what .. 'RateAt')
    local age = was[2] and math.max(0, NOW - tonumber(was[2])) / 1000 or 0
    local rate = tonumber(was[1] or 0) * math.exp(-age / RATE_SECONDS) + amount / RATE_SECONDS
    call('HSET', META, what .. 'Rate', rate, what .. 'RateAt', NOW)
end

local function drain_rate(what)
    local was = call('HMGET', META, what .. 'Rate', what .. 'RateAt')
    if not was[1] then return 0 end
    return tonumber(was[1]) * math.exp(-math.max(0, NOW - tonumber(was[2])) / 1000 / RATE_SECONDS)
end
