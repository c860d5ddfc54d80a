-- Scripts cannot delete blobs, whose keys lie outside the hash tag. What nobody needs any more is listed here until somebody has
-- deleted it and says so; only then are its bytes free. So no crash between two steps leaves blobs behind.
local function trash_inputs(id, tenant, blobs, bytes)
    if blobs == 0 then return take(tenant, -bytes, 0, 0) end
    local entry = id .. '/in'
    call('HSET', trash_key(entry), 'tenant', tenant, 'bytes', string.format('%.0f', bytes), 'from', 0, 'to', blobs)
    call('ZADD', TRASH, NOW, entry)
end

local function trash_results(id, tenant, bytes)
    if call('EXISTS', result_key(id)) == 0 then return take(tenant, -bytes, 0, 0) end
    local entry = id .. '/out'
    call('RENAME', result_key(id), trash_key(entry .. '/keys'))
    call('HSET', trash_key(entry), 'tenant', tenant, 'bytes', string.format('%.0f', bytes))
    call('ZADD', TRASH, NOW, entry)
end

local function forget_trash(entry)
    local was = call('HMGET', trash_key(entry), 'tenant', 'bytes')
    local bytes = tonumber(was[2])
    take(was[1], -bytes, 0, 0)
    drained('bytes', bytes)
    call('DEL', trash_key(entry), trash_key(entry .. '/keys'))
    call('ZREM', TRASH, entry)
end
