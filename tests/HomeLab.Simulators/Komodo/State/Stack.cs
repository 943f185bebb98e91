using System.Collections.Immutable;
using System.Text.Json;

namespace HomeLab.Simulators.Komodo.State;

/// <param name="Config">What is configured and no default, by Komodo's own field names.</param>
sealed record Stack(string Id, string Name, ImmutableDictionary<string, JsonElement> Config)
{
    public string Description { get; init; } = "";

    /// <summary>Ids.</summary>
    public ImmutableList<string> Tags { get; init; } = [];

    public bool IsTemplate { get; init; }

    public DateTimeOffset UpdatedAt { get; init; } = DateTimeOffset.FromUnixTimeMilliseconds(1_774_000_000_000);

    public Findings Findings { get; init; } = Findings.None;

    /// <summary>By service; also those of services that its file no longer has.</summary>
    public ImmutableSortedDictionary<string, Container> Containers { get; init; } = ImmutableSortedDictionary<string, Container>.Empty;

    /// <summary>What is done to it, as its action state calls it; null: nothing.</summary>
    public string? Doing { get; init; }

    /// <summary>Images are fetched for it, which keeps nobody from doing something else.</summary>
    public bool IsPulling { get; init; }

    /// <summary>Empty: it is given to none.</summary>
    public string ServerId => this["server_id"];

    /// <summary>By what is configured.</summary>
    public string FreshProject => this["project_name"] is { Length: > 0 } configured ? configured : Name;

    /// <summary>By what counts for actions: as what it was deployed.</summary>
    public string Project => Findings.DeployedProject ?? FreshProject;

    public string this[string key] => Config.TryGetValue(key, out var value) ? value.GetString()! : "";

    public bool Has(string flag) => Config.TryGetValue(flag, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Unless it is turned off.</summary>
    public bool HasStill(string flag) => !Config.TryGetValue(flag, out var value) || value.ValueKind == JsonValueKind.True;

    public IEnumerable<string> Texts(string key) => Config.TryGetValue(key, out var value) ? value.EnumerateArray().Select(it => it.GetString()!) : [];

    public IEnumerable<JsonElement> Objects(string key) => Config.TryGetValue(key, out var value) ? value.EnumerateArray() : [];

    /// <summary>As Komodo has them: of what was deployed, else of what is to be.</summary>
    public IEnumerable<Service> Services => (Findings.DeployedServices ?? Findings.LatestServices)
        .Select(it => new Service(it.Name, it.Image, it.IsUpdateAvailable, Containers.GetValueOrDefault(it.Name)));

    public Stack With(Container container) => this with { Containers = Containers.SetItem(container.Service!, container) };

    /// <summary>As Komodo works it out from the containers of its services.</summary>
    public string StateOn(Server? server)
    {
        if (Doing == "deploying")
            return Doing;
        if (server is null)
            return "down";
        if (!server.IsReached)
            return "unknown";
        var ignored = Texts("ignore_services").ToHashSet();
        var services = Services.Where(service => !ignored.Contains(service.Name)).ToList();
        var states = services.Select(service => service.Container?.State).OfType<string>().ToList();
        if (states.Count == 0)
            return "down";
        if (states.Count < services.Count || states.Distinct().Count() > 1)
            return "unhealthy";
        return states[0] == "exited" ? "stopped" : states[0];
    }
}
