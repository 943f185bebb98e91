namespace HomeLab.Simulators.Proxmox.Listening;

/// <summary>The node whose own port a request came in by; a feature of its context.</summary>
sealed record EntryNode(string Name);
