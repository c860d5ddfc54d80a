-- What a failed attempt costs. The script before this one sets the three.
local MAX_ATTEMPTS, BACKOFF, LONGEST_BACKOFF
local OOM_ATTEMPTS = 3

local function limit(class)
    if class == 'INPUT' then return 1 end
    if class == 'OOM_SUSPECT' then return math.min(OOM_ATTEMPTS, MAX_ATTEMPTS) end
    return MAX_ATTEMPTS
end

-- A worker's end says little about the batch: the first time it goes to the next worker at once.
local function delay(class, tries)
    if tries == 1 and (class == 'WORKER_LOST' or class == 'STALLED') then return 0 end
    return math.min(LONGEST_BACKOFF, BACKOFF * 2 ^ (tries - 1))
end

local function charge(job, batch, class, message)
    local tries = call('HINCRBY', tries_key(job.id), batch, 1)
    if tries >= limit(class) then
        bury(job, batch, class, message)
    else
        give_back(job, batch, NOW + delay(class, tries))
    end
end

-- Returns the batches of a worker that is gone. It computes in the order of claiming: only the first was begun for certain and is
-- charged, the others waited in its memory.
local function lose(worker, members, message)
    for i, member in ipairs(members) do
        local id, batch = split(member)
        local job = load_job(id)
        drop_lease(job, batch, worker)
        if i == 1 then charge(job, batch, 'WORKER_LOST', message) else give_back(job, batch, NOW) end
    end
    if #members > 0 then changed() end
    return #members
end

-- A lease that has run out means a worker without progress, and all its leases are extended together or not at all: so all go.
local function lose_expired(most)
    local lost = 0
    for _ = 1, most do
        local member = call('ZRANGEBYSCORE', LEASES, '-inf', NOW, 'LIMIT', 0, 1)[1]
        if not member then break end
        local owner = owner_of(split(member))
        if owner then
            local members = call('ZRANGE', held_key(owner.worker), 0, -1)
            lost = lost + lose(owner.worker, members, 'the lease ended without progress')
        else
            call('ZREM', LEASES, member)
        end
    end
    return lost
end
