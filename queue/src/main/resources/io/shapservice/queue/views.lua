-- What the outside sees of a job: {fields, in flight, seconds per batch, {unit, why, first row, rows, …} of the dead, kind}.
local DEAD_SHOWN = 1000
local function view(id)
    local fields = call('HGETALL', job_key(id))
    if #fields == 0 then return false end
    local job = load_job(id)
    local dead = {}
    if job.dead > 0 then
        local all = call('HGETALL', dead_key(id))
        for i = 1, math.min(#all, 2 * DEAD_SHOWN), 2 do
            local unit = tonumber(all[i])
            for _, value in ipairs({ unit, all[i + 1], first_row(job, unit), rows_of(job, unit) }) do dead[#dead + 1] = value end
        end
    end
    local kind = call('HMGET', kind_key(job.class), 'model', 'digest', 'options')
    return { fields, call('HLEN', own_key(id)), real(cost_per_row(job.class) * job.size), dead, kind }
end
