-- An entry is batch:digest. The digest is of the attempt and the entry before, so equal digests mean equal orders up to there.
local function digest_of(entry) return string.match(entry, ':(.*)$') end

local function in_order(id, batch, attempt)
    local before = call('LINDEX', order_key(id), -1) or ''
    call('RPUSH', order_key(id), batch .. ':' .. string.sub(redis.sha1hex(before .. '|' .. batch .. '|' .. attempt), 1, 20))
end
