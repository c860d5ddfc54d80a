-- Checks every key of the shard against every other one; answers what is wrong.
local wrong = {}
-- What it is about is put together only when it is wrong: most of the time nothing is, some hundred times a step.
local function expect(is, should, ...)
    if is ~= should and tostring(is) ~= tostring(should) then
        wrong[#wrong + 1] = table.concat({ ... }) .. ' is ' .. tostring(is) .. ', not ' .. tostring(should)
    end
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
    expect(job.cursor + job.extra, job.done + #own / 2 + #back / 2 + job.dead, id, ' cursor')
    expect(job.done + job.dead < job.batches + job.extra, true, id, ' unfinished')
    local seen, left, left_rows, first = {}, 0, 0, 'never'
    local class = class_of(job.class)
    local function once(unit)
        expect(seen[unit], nil, id, ' unit ', unit, ' twice')
        seen[unit] = true
        left, left_rows = left + 1, left_rows + rows_of(job, tonumber(unit))
    end
    for i = 1, #own, 2 do
        once(own[i])
        local member, owner = id .. ':' .. own[i], owner_of(id, own[i])
        expect(there(LEASES, member), true, member, ' leased')
        expect(there(held_key(owner.worker), member), true, member, ' held')
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
        expect(there(tenants_key(job.lane), job.tenant), true, id, ' has its tenant in turn')
        expect(there(LANES, job.lane), true, id, ' has its lane in turn')
    end
    if unstarted > 0 then expect(turn, true, id, ' in turn') end
    expect((turn and 1 or 0) + (due and 1 or 0), (unstarted > 0 or #back > 0) and 1 or 0, id, ' in turn or due')
    if due then expect(call('ZSCORE', DUE, id), first, id, ' due') end
    expect(there(AGE, id), unstarted > 0 or #back > 0, id, ' has an age')
end

local function audit_ended(job)
    local id = job.id
    for _, key in ipairs({ own_key(id), back_key(id), tries_key(id) }) do expect(call('EXISTS', key), 0, key, ' there') end
    for _, key in ipairs({ turn_key(job.lane, job.tenant), AGE, DUE }) do expect(there(key, id), false, id, ' in ', key) end
    expect(there(ENDS, id), true, id, ' to expire')
end

for _, id in ipairs(call('ZRANGE', JOBS, 0, -1)) do
    local job = load_job(id)
    local order, dead = call('LRANGE', order_key(id), 0, -1), call('HKEYS', dead_key(id))
    dead_units = dead_units + job.dead
    kinds[job.class] = (kinds[job.class] or 0) + 1
    used(job.tenant, job.in_bytes + job.out_bytes, 0, 0)
    if job.state ~= 'expired' then
        expect(#dead, job.dead, id, ' dead')
        expect(#order, job.done, id, ' order')
        expect(call('HLEN', result_key(id)), job.done, id, ' results')
        expect(call('BITCOUNT', done_key(id)), job.done, id, ' bits')
        local rows = 0
        for _, entry in ipairs(order) do rows = rows + rows_of(job, tonumber(string.match(entry, '^%d+'))) end
        expect(call('HGET', job_key(id), 'doneRows'), rows, id, ' done rows')
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
    expect(there(UPLOADS, string.sub(key, #upload_key('') + 1)), true, key, ' has a lease')
end
for _, entry in ipairs(call('ZRANGE', TRASH, 0, -1)) do
    local f = call('HMGET', trash_key(entry), 'tenant', 'bytes')
    used(f[1], tonumber(f[2]), 0, 0)
end
for name, use in pairs(uses) do
    local counted = call('HMGET', name == '' and SYSTEM or use_key(name), 'bytes', 'rows', 'batches')
    for i, should in ipairs(use) do expect(counted[i] or 0, should, 'use ', i, ' of ', name) end
end

expect(call('ZCARD', LEASES), leased_members, 'leases')
expect(call('HGET', META, 'active') or 0, active_jobs, 'active jobs')
expect(call('HGET', META, 'dead') or 0, dead_units, 'dead units')
for worker, leases in pairs(holders) do expect(call('ZCARD', held_key(worker)), leases, worker, ' holds') end
for _, key in ipairs(call('KEYS', ROOT .. 'cost:*')) do
    local name = string.sub(key, #cost_key('') + 1)
    local counted = call('HMGET', key, 'wbatches', 'wrows', 'rbatches', 'rrows')
    for i, should in ipairs(class_of(name)) do expect(counted[i] or 0, should, name, ' count ', i) end
    local busy = class_of(name)[1] + class_of(name)[3] > 0
    if busy then expect(call('SISMEMBER', COSTS, name), 1, name, ' listed') end
end
for _, key in ipairs(call('KEYS', ROOT .. 'kind:*')) do
    local name = string.sub(key, #kind_key('') + 1)
    expect(call('HGET', key, 'jobs'), kinds[name] or 0, 'jobs of kind ', name)
end
return wrong
