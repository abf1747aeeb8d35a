select '
-- +goose Down
-- migrate:down
-- dunlin: off;
';