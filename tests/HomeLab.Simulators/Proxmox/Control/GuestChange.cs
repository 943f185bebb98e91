using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Control;

/// <summary>What somebody else does to a guest: the owner at the console, a crash, another program.</summary>
/// <param name="Config">Keys to set; null removes one.</param>
/// <param name="IsAgentRunning">Whether the agent answers.</param>
/// <param name="Addresses">What the first interface has from now on, with prefix lengths.</param>
sealed record GuestChange(
    bool? IsRunning, IReadOnlyDictionary<string, string?>? Config, bool? IsAgentRunning, IReadOnlyList<string>? Addresses, string? Node)
{
    public Guest Of(Guest guest, DateTimeOffset now)
    {
        var changed = (Config ?? new Dictionary<string, string?>()).Aggregate(guest, (state, pair) => state.With(pair.Key, pair.Value)) with
        {
            IsAgentRunning = IsAgentRunning ?? guest.IsAgentRunning,
            Node = Node ?? guest.Node,
        };
        if (IsRunning is { } runs && runs != guest.IsRunning)
            changed = changed with { Power = runs ? Power.Running : Power.Stopped, StartedAt = now };
        return Addresses is null ? changed : changed with { Interfaces = [(changed.Interfaces.FirstOrDefault() ?? new GuestInterface("eth0", "", [])) with { Addresses = Addresses }, .. changed.Interfaces.Skip(1)] };
    }
}
