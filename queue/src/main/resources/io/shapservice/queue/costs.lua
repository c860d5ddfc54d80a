-- What work costs, by class (model and options): CPU seconds per row, from sums that forget, so that a large batch counts for more
-- than a small one. Each class counts what waits ('w') and what runs ('r'), in batches and rows.
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
local function count(class, what, batches, rows)
    call('HINCRBY', cost_key(class), what .. 'batches', batches + 0)
    call('HINCRBY', cost_key(class), what .. 'rows', rows + 0)
end
