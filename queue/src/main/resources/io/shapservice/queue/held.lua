-- What a worker holds, or only one process of it, in the order of claiming.
local function held_by(worker, session)
    local held = {}
    for _, member in ipairs(call('ZRANGE', held_key(worker), 0, -1)) do
        local id, unit = split(member)
        local owner = owner_of(id, unit)
        if owner and owner.worker == worker and call('EXISTS', job_key(id)) == 1 then
            local mine = not session or owner.session == session
            if mine then held[#held + 1] = { member = member, id = id, unit = unit, owner = owner } end
        else
            call('ZREM', held_key(worker), member)
        end
    end
    return held
end

-- The session names the process. What arrives late from one that another has followed under the same name is not to count.
local SESSIONS_REMEMBERED = 4
local function is_outdated(worker, session)
    local was = call('HMGET', worker_key(worker), 'session', 'old')
    if not was[1] or was[1] == session then return false end
    local old = was[2] or ''
    if string.find(old, session, 1, true) then return true end
    local kept = was[1] ~= '' and { was[1] } or {}
    for word in string.gmatch(old, '%S+') do
        if #kept < SESSIONS_REMEMBERED then kept[#kept + 1] = word end
    end
    call('HSET', worker_key(worker), 'old', table.concat(kept, ' '))
    call('PERSIST', worker_key(worker))
    return false
end

-- Nothing is left of it but the names of its processes, for messages of theirs that are still on their way.
local ON_THEIR_WAY = 3600 * 1000
local function forget_worker(worker)
    local was = call('HMGET', worker_key(worker), 'session', 'old')
    call('DEL', worker_key(worker))
    call('ZREM', WORKERS, worker)
    call('ZREM', IDLE, worker)
    if was[1] and was[1] ~= '' then
        call('HSET', worker_key(worker), 'session', '', 'old', was[1] .. ' ' .. (was[2] or ''))
        call('PEXPIRE', worker_key(worker), ON_THEIR_WAY)
    end
    changed()
end
