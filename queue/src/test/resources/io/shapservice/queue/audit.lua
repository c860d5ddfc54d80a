-- Checks every key of the shard against every other one; answers what is wrong.
local wrong = {}
local function expect(what, is, should)
    if tostring(is) ~= tostring(should) then wrong[#wrong + 1] = what .. ' is ' .. tostring(is) .. ', not ' .. tostring(should) end
end

local leased_members, active_jobs, dead_batches, classes, holders = 0, 0, 0, {}, {}
local function class_of(name)
    classes[name] = classes[name] or { 0, 0, 0, 0 }
    return classes[name]
end

for _, id in ipairs(call('ZRANGE', JOBS, 0, -1)) do
    local job = load_job(id)
    local own = call('HGETALL', own_key(id))
    local back = call('ZRANGE', back_key(id), 0, -1)
    local order = call('LRANGE', order_key(id), 0, -1)
    local dead = call('HKEYS', dead_key(id))
    dead_batches = dead_batches + job.dead
    if job.state ~= 'expired' then
        expect(id .. ' dead', #dead, job.dead)
        expect(id .. ' order', #order, job.done)
        expect(id .. ' results', call('HLEN', result_key(id)), job.done)
        expect(id .. ' bits', call('BITCOUNT', done_key(id)), job.done)
    end
    if active(job) then
        active_jobs = active_jobs + 1
        expect(id .. ' cursor', job.cursor, job.done + #own / 2 + #back + job.dead)
        expect(id .. ' unfinished', job.done + job.dead < job.batches, true)
        local seen = {}
        local function once(batch)
            expect(id .. ' batch ' .. batch .. ' twice', seen[batch], nil)
            seen[batch] = true
        end
        for i = 1, #own, 2 do
            once(own[i])
            local member, owner = id .. ':' .. own[i], owner_of(id, own[i])
            expect(member .. ' leased', call('ZSCORE', LEASES, member) and true, true)
            expect(member .. ' held', call('ZSCORE', held_key(owner.worker), member) and true, true)
            holders[owner.worker] = (holders[owner.worker] or 0) + 1
            leased_members = leased_members + 1
            local class = class_of(job.class)
            class[3], class[4] = class[3] + 1, class[4] + rows_of(job, tonumber(own[i]))
        end
        for _, batch in ipairs(back) do
            once(batch)
            local class = class_of(job.class)
            class[1], class[2] = class[1] + 1, class[2] + rows_of(job, tonumber(batch))
        end
        for _, batch in ipairs(order) do once(batch) end
        for _, batch in ipairs(dead) do once(batch) end
        local class = class_of(job.class)
        class[1] = class[1] + job.batches - job.cursor
        if job.cursor < job.batches then class[2] = class[2] + job.rows - job.cursor * job.size end
        expect(id .. ' has a turn', call('ZSCORE', TURN, id) and true or false, job.cursor < job.batches)
        expect(id .. ' has an age', call('ZSCORE', AGE, id) and true or false, job.cursor < job.batches or #back > 0)
        local first = call('ZRANGE', back_key(id), 0, 0, 'WITHSCORES')[2]
        expect(id .. ' due', call('ZSCORE', DUE, id) or 'never', first or 'never')
    else
        for _, key in ipairs({ own_key(id), back_key(id), tries_key(id) }) do expect(key .. ' there', call('EXISTS', key), 0) end
        for _, key in ipairs({ TURN, AGE, DUE }) do expect(id .. ' in ' .. key, call('ZSCORE', key, id), false) end
        expect(id .. ' to expire', call('ZSCORE', ENDS, id) and true, true)
    end
end

expect('leases', call('ZCARD', LEASES), leased_members)
expect('active jobs', call('HGET', META, 'active') or 0, active_jobs)
expect('dead batches', call('HGET', META, 'dead') or 0, dead_batches)
for worker, leases in pairs(holders) do expect(worker .. ' holds', call('ZCARD', held_key(worker)), leases) end
for _, key in ipairs(call('KEYS', ROOT .. 'cost:*')) do
    local name = string.sub(key, #cost_key('') + 1)
    local counted = call('HMGET', key, 'wbatches', 'wrows', 'rbatches', 'rrows')
    for i, should in ipairs(class_of(name)) do expect(name .. ' count ' .. i, counted[i] or 0, should) end
    local busy = class_of(name)[1] + class_of(name)[3] > 0
    if busy then expect(name .. ' listed', call('SISMEMBER', COSTS, name), 1) end
end
return wrong
