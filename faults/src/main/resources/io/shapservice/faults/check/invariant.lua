-- Answers {problems, charged attempts, dead batches}: all read at one moment.
local call = redis.call
local root = KEYS[1] .. ':'
local problems, charged, dead = {}, 0, 0
local function wrong(id, text) problems[#problems + 1] = 'job ' .. id .. ': ' .. text end

-- A batch that was cut counts in cursor and batches as its parts.
for _, id in ipairs(call('ZRANGE', root .. 'jobs', 0, -1)) do
    local f = call('HMGET', root .. 'job:' .. id, 'state', 'cursor', 'done', 'dead', 'batches')
    local state, cursor, done, lost, batches = f[1], tonumber(f[2]), tonumber(f[3]), tonumber(f[4]), tonumber(f[5])
    if state == 'queued' or state == 'running' then
        local leased, retry = call('HLEN', root .. 'own:' .. id), call('ZCARD', root .. 'back:' .. id)
        if cursor ~= done + lost + leased + retry then
            wrong(id, 'cursor ' .. cursor .. ' is not ' .. done .. ' done + ' .. leased .. ' leased + ' .. retry .. ' to retry + ' .. lost .. ' dead')
        end
    elseif state == 'succeeded' and done ~= batches then
        wrong(id, 'succeeded with ' .. done .. ' of ' .. batches .. ' batches')
    end
    if state ~= 'expired' then
        local bits, order = call('BITCOUNT', root .. 'done:' .. id), call('LLEN', root .. 'order:' .. id)
        if bits ~= done or order ~= done then
            wrong(id, done .. ' done, ' .. bits .. ' bits, ' .. order .. ' in the order of commits')
        end
    end
    for _, n in ipairs(call('HVALS', root .. 'tries:' .. id)) do charged = charged + tonumber(n) end
    dead = dead + lost
end
return { problems, charged, dead }
