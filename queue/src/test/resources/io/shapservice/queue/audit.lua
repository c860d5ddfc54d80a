-- Checks every key of the shard against every other one; answers what is wrong.
local wrong = {}
local function expect(what, is, should)
    if tostring(is) ~= tostring(should) then wrong[#wrong + 1] = what .. ' is ' .. tostring(is) .. ', not ' .. tostring(should) end
end

local leased_members, active_jobs, dead_units, classes, holders, kinds, uses = 0, 0, 0, {}, {}, {}, {}
local function class_of(name)
    classes[name] = classes[name] or { 0, 0, 0, 0 }
    return classes[name]
end
local function used(tenant, bytes, rows, units)
    for _, name in ipairs({ '', tenant }) do
        uses[name] = uses[name] or { 0, 0, 0 }
        local use = uses[name]
        use[1], use[2], use[3] = use[1] + bytes, use[2] + rows, use[3] + units
    end
end
local function there(key, member) return call('ZSCORE', key, member) and true or false end

local function audit_active(job, own, back, order, dead)
    local id = job.id
    active_jobs = active_jobs + 1
    expect(id .. ' cursor', job.cursor + job.extra, job.done + #own / 2 + #back / 2 + job.dead)
    expect(id .. ' unfinished', job.done + job.dead < job.batches + job.extra, true)
    local seen, left, left_rows, first = {}, 0, 0, 'never'
    local class = class_of(job.class)
    local function once(unit)
        expect(id .. ' unit ' .. unit .. ' twice', seen[unit], nil)
        seen[unit] = true
        left, left_rows = left + 1, left_rows + rows_of(job, tonumber(unit))
    end
    for i = 1, #own, 2 do
        once(own[i])
        local member, owner = id .. ':' .. own[i], owner_of(id, own[i])
        expect(member .. ' leased', there(LEASES, member), true)
        expect(member .. ' held', there(held_key(owner.worker), member), true)
        holders[owner.worker] = (holders[owner.worker] or 0) + 1
        leased_members = leased_members + 1
        class[3], class[4] = class[3] + 1, class[4] + rows_of(job, tonumber(own[i]))
    end
    for i = 1, #back, 2 do
        once(back[i])
        if i == 1 then first = back[2] end
        class[1], class[2] = class[1] + 1, class[2] + rows_of(job, tonumber(back[i]))
    end
    local unstarted = job.batches - job.cursor
    local unstarted_rows = unstarted > 0 and job.rows - job.cursor * job.size or 0
    class[1], class[2] = class[1] + unstarted, class[2] + unstarted_rows
    used(job.tenant, 0, left_rows + unstarted_rows, left + unstarted)
    for _, entry in ipairs(order) do once(string.match(entry, '^%d+')) end
    for _, unit in ipairs(dead) do once(unit) end
    local turn, due = there(turn_key(job.lane, job.tenant), id), there(DUE, id)
    if turn then
        expect(id .. ' has its tenant in turn', there(tenants_key(job.lane), job.tenant), true)
        expect(id .. ' has its lane in turn', there(LANES, job.lane), true)
    end
    if unstarted > 0 then expect(id .. ' in turn', turn, true) end
    expect(id .. ' in turn or due', (turn and 1 or 0) + (due and 1 or 0), (unstarted > 0 or #back > 0) and 1 or 0)
    if due then expect(id .. ' due', call('ZSCORE', DUE, id), first) end
    expect(id .. ' has an age', there(AGE, id), unstarted > 0 or #back > 0)
end

local function audit_ended(job)
    local id = job.id
    for _, key in ipairs({ own_key(id), back_key(id), tries_key(id) }) do expect(key .. ' there', call('EXISTS', key), 0) end
    for _, key in ipairs({ turn_key(job.lane, job.tenant), AGE, DUE }) do expect(id .. ' in ' .. key, there(key, id), false) end
    expect(id .. ' to expire', there(ENDS, id), true)
end

for _, id in ipairs(call('ZRANGE', JOBS, 0, -1)) do
    local job = load_job(id)
    local order, dead = call('LRANGE', order_key(id), 0, -1), call('HKEYS', dead_key(id))
    dead_units = dead_units + job.dead
    kinds[job.class] = (kinds[job.class] or 0) + 1
    used(job.tenant, job.in_bytes + job.out_bytes, 0, 0)
    if job.state ~= 'expired' then
        expect(id .. ' dead', #dead, job.dead)
        expect(id .. ' order', #order, job.done)
        expect(id .. ' results', call('HLEN', result_key(id)), job.done)
        expect(id .. ' bits', call('BITCOUNT', done_key(id)), job.done)
        local rows = 0
        for _, entry in ipairs(order) do rows = rows + rows_of(job, tonumber(string.match(entry, '^%d+'))) end
        expect(id .. ' done rows', call('HGET', job_key(id), 'doneRows'), rows)
    end
    if active(job) then
        audit_active(job, call('HGETALL', own_key(id)), call('ZRANGE', back_key(id), 0, -1, 'WITHSCORES'), order, dead)
    else
        audit_ended(job)
    end
end

for _, key in ipairs(call('KEYS', ROOT .. 'upload:*')) do
    local f = call('HMGET', key, 'tenant', 'bytes', 'rows', 'batches')
    used(f[1], tonumber(f[2]), tonumber(f[3]), tonumber(f[4]))
    expect(key .. ' has a lease', there(UPLOADS, string.sub(key, #upload_key('') + 1)), true)
end
for _, entry in ipairs(call('ZRANGE', TRASH, 0, -1)) do
    local f = call('HMGET', trash_key(entry), 'tenant', 'bytes')
    used(f[1], tonumber(f[2]), 0, 0)
end
for name, use in pairs(uses) do
    local counted = call('HMGET', name == '' and SYSTEM or use_key(name), 'bytes', 'rows', 'batches')
    for i, should in ipairs(use) do expect('use ' .. i .. ' of ' .. name, counted[i] or 0, should) end
end

expect('leases', call('ZCARD', LEASES), leased_members)
expect('active jobs', call('HGET', META, 'active') or 0, active_jobs)
expect('dead units', call('HGET', META, 'dead') or 0, dead_units)
for worker, leases in pairs(holders) do expect(worker .. ' holds', call('ZCARD', held_key(worker)), leases) end
for _, key in ipairs(call('KEYS', ROOT .. 'cost:*')) do
    local name = string.sub(key, #cost_key('') + 1)
    local counted = call('HMGET', key, 'wbatches', 'wrows', 'rbatches', 'rrows')
    for i, should in ipairs(class_of(name)) do expect(name .. ' count ' .. i, counted[i] or 0, should) end
    local busy = class_of(name)[1] + class_of(name)[3] > 0
    if busy then expect(name .. ' listed', call('SISMEMBER', COSTS, name), 1) end
end
for _, key in ipairs(call('KEYS', ROOT .. 'kind:*')) do
    local name = string.sub(key, #kind_key('') + 1)
    expect('jobs of kind ' .. name, call('HGET', key, 'jobs'), kinds[name] or 0)
end
return wrong
