-- What a worker holds, in the order of claiming.
local function held_by(worker)
    local held = {}
    for _, member in ipairs(call('ZRANGE', held_key(worker), 0, -1)) do
        local id, unit = split(member)
        local owner = owner_of(id, unit)
        if owner and owner.worker == worker and call('EXISTS', job_key(id)) == 1 then
            held[#held + 1] = { member = member, id = id, unit = unit, owner = owner }
        else
            call('ZREM', held_key(worker), member)
        end
    end
    return held
end
