using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <param name="ServerId">Empty: it is given to none.</param>
/// <param name="ProjectName">As configured; empty: the stack's name.</param>
/// <param name="DeployedProject">Null: it was never deployed.</param>
/// <param name="Config">What else is configured, by Komodo's own field names.</param>
sealed record Stack(
    string Id, string Name, string ServerId, string ProjectName, string? DeployedProject, ImmutableList<Service> Services,
    ImmutableSortedDictionary<string, string> Config, ImmutableList<string> FilePaths)
{
    public string Project => DeployedProject ?? (ProjectName.Length > 0 ? ProjectName : Name);

    public string? DeployedHash { get; init; }

    public string? LatestHash { get; init; }

    /// <summary>What an action makes of it while it runs; null: none does.</summary>
    public string? Doing { get; init; }

    public string this[string key] => Config.GetValueOrDefault(key, "");

    public bool Has(string flag) => this[flag] == "true";

    /// <summary>As Komodo works it out from the containers of its services.</summary>
    public string StateOn(Server? server)
    {
        var states = Services.Select(service => service.Container?.State).OfType<string>().ToList();
        if (Doing is not null)
            return Doing;
        if (server is null)
            return "down";
        if (!server.IsReached)
            return "unknown";
        if (states.Count == 0)
            return "down";
        if (states.Count < Services.Count || states.Distinct().Count() > 1)
            return "unhealthy";
        return states[0] == "exited" ? "stopped" : states[0];
    }
}
