-- What a failed attempt costs. The script before this one sets the three.
local MAX_ATTEMPTS, BACKOFF, LONGEST_BACKOFF

-- A worker's end says little about the batch: the first time it goes to the next worker at once.
local function delay(class, tries)
    if tries == 1 and (class == 'WORKER_LOST' or class == 'STALLED') then return 0 end
    return math.min(LONGEST_BACKOFF, BACKOFF * 2 ^ (tries - 1))
end

-- One row may be what kills workers. So that it takes no others with it, what is suspected is cut until it is alone; those who
-- ran out of memory may also only have had too much of it at once.
local PARTS, MOST_PARTS = 8, 4096
local SPLIT_AT = { OOM_SUSPECT = 2, STALLED = 3, WORKER_LOST = 3 }
local OOM_ATTEMPTS = 3

local function limit(class)
    if class == 'INPUT' then return 1 end
    if class == 'OOM_SUSPECT' then return math.min(OOM_ATTEMPTS, MAX_ATTEMPTS) end
    return MAX_ATTEMPTS
end

local function cut(job, unit, class, tries)
    local batch, before, rows = range_of(job, unit)
    local parts = math.min(PARTS, rows)
    -- After a second time out of memory each part is suspected from the start; a lost worker says less.
    local suspected = class == 'OOM_SUSPECT' and 1 or 0
    local first_new = job.batches + job.extra
    for _, name in ipairs({ 'cursor', 'batches', 'extra' }) do call('HINCRBY', job_key(job.id), name, parts - 1) end
    job.extra = job.extra + parts - 1
    take(job.tenant, 0, 0, parts - 1)
    for i = 0, parts - 1 do
        local from, to = math.floor(rows * i / parts), math.floor(rows * (i + 1) / parts)
        local part = i == 0 and unit or first_new + i - 1
        call('HSET', part_key(job.id), part, batch .. '|' .. before + from .. '|' .. to - from)
        call('HSET', tries_key(job.id), part, suspected)
    end
    for i = 0, parts - 1 do
        give_back(job, i == 0 and unit or first_new + i - 1, NOW + delay(class, tries))
    end
end

local function charge(job, unit, class, message)
    local tries = call('HINCRBY', tries_key(job.id), unit, 1)
    local cuts = SPLIT_AT[class] and tries >= math.min(SPLIT_AT[class], MAX_ATTEMPTS)
    if cuts and rows_of(job, unit) > 1 and job.extra < MOST_PARTS then
        cut(job, unit, class, tries)
    elseif tries >= limit(class) then
        bury(job, unit, class, message)
    else
        give_back(job, unit, NOW + delay(class, tries))
    end
end

-- Returns the units of a worker that is gone. It computes in the order of claiming: only the first was begun for certain and is
-- charged, the others waited in its memory.
local function lose(worker, all, message)
    for i, held in ipairs(all) do
        local job = load_job(held.id)
        if i == 1 then
            drop_lease(job, held.unit, worker)
            charge(job, held.unit, 'WORKER_LOST', message)
        else
            give_back_untouched(job, held.unit, held.owner)
        end
    end
    if #all > 0 then changed() end
    return #all
end

-- A lease that has run out means a process without progress, and all its leases are extended together or not at all: so all go.
local function lose_expired(most)
    local lost_leases = 0
    for _ = 1, most do
        local member = call('ZRANGEBYSCORE', LEASES, '-inf', NOW, 'LIMIT', 0, 1)[1]
        if not member then break end
        local owner = owner_of(split(member))
        if owner then
            local all = held_by(owner.worker, owner.session)
            lost_leases = lost_leases + lose(owner.worker, all, 'the lease ended without progress')
        end
        -- What belongs to nobody must not stand in the way of the others.
        call('ZREM', LEASES, member)
    end
    return lost_leases
end
