namespace HomeLab.Stacks.Compose;

/// <summary>A command that is run within a container right after its start, or right before its stop.</summary>
sealed record ServiceHook(IReadOnlyList<string> Command, string? User, bool IsPrivileged, string? WorkingDir, TextMap Environment);
