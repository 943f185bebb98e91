namespace HomeLab.Stacks.Compose;

/// <param name="Name">At the Engine.</param>
/// <param name="IsExternal">Somebody else's: it has to exist.</param>
sealed record ComposeVolume(string Key, string Name, bool IsExternal, string? Driver, TextMap DriverOptions, TextMap Labels);
