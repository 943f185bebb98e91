namespace HomeLab.Stacks.Compose;

sealed record ComposeLogging(string? Driver, TextMap Options);
