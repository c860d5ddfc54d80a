-- What is taken up, by all and by each tenant: bytes of inputs and results until somebody has deleted them, rows and units until
-- they are done or dead.
local SYSTEM = ROOT .. 'use'
local function use_key(tenant) return ROOT .. 'use:' .. tenant end

local function take(tenant, bytes, rows, units)
    for name, amount in pairs({ bytes = bytes, rows = rows, batches = units }) do
        if amount ~= 0 then
            call('HINCRBY', SYSTEM, name, string.format('%.0f', amount))
            call('HINCRBY', use_key(tenant), name, string.format('%.0f', amount))
        end
    end
end

local SOON, LATE, UNKNOWN = 1, 600, 30
local function wait_for(name, excess, used)
    local rate = drain_rate(name == 'bytes' and 'bytes' or 'rows')
    if name == 'batches' and used.rows > 0 then rate = rate * used.batches / used.rows end
    if rate <= 0 then return UNKNOWN end
    return math.min(LATE, math.max(SOON, math.ceil(excess / rate)))
end

local function used_by(key)
    local used = call('HMGET', key, 'bytes', 'rows', 'batches')
    return { bytes = tonumber(used[1] or 0), rows = tonumber(used[2] or 0), batches = tonumber(used[3] or 0) }
end

local function beyond(whose, key, limit, more)
    local used = used_by(key)
    for _, name in ipairs({ 'bytes', 'rows', 'batches' }) do
        local excess = used[name] + more[name] - limit[name]
        if more[name] > 0 and excess > 0 then
            return { whose, name, real(limit[name]), real(used[name]), real(more[name]), wait_for(name, excess, used) }
        end
    end
end

-- Takes more for a tenant, or answers which budget refuses it.
local function reserve(tenant, own_limit, system_limit, more)
    local refusal = beyond('system', SYSTEM, system_limit, more) or beyond('tenant', use_key(tenant), own_limit, more)
    if not refusal then take(tenant, more.bytes, more.rows, more.batches) end
    return refusal
end

local function amount(first)
    return { bytes = number(first), rows = number(first + 1), batches = number(first + 2) }
end
