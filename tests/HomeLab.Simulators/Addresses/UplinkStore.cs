using HomeLab.Simulators.Persistence;

namespace HomeLab.Simulators.Addresses;

/// <summary>The uplinks, and the address that each has now.</summary>
public sealed class UplinkStore
{
    const string System = "addresses";

    // Once the addresses of a web page with examples; those for documentation are no public addresses.
    static readonly SimulatedUplink Demo = new("demo", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946");

    readonly DataDirectory directory;
    readonly Lock turn = new();
    Dictionary<string, SimulatedUplink> uplinks;

    internal UplinkStore(DataDirectory directory)
    {
        this.directory = directory;
        uplinks = directory.Load<State>(System)?.Uplinks.ToDictionary(it => it.Name) ?? Seed();
    }

    public IReadOnlyCollection<SimulatedUplink> All
    {
        get
        {
            lock (turn)
                return [.. uplinks.Values];
        }
    }

    public SimulatedUplink? Find(string name)
    {
        lock (turn)
            return uplinks.GetValueOrDefault(name);
    }

    /// <summary>From now on this is what the uplink looks like from outside; one of a new name is made as the demo's is.</summary>
    public SimulatedUplink Turn(string name, Func<SimulatedUplink, SimulatedUplink> change)
    {
        lock (turn)
        {
            var turned = change(uplinks.GetValueOrDefault(name) ?? Demo with { Name = name });
            uplinks[name] = turned;
            directory.Save(System, new State([.. uplinks.Values]));
            return turned;
        }
    }

    internal void Reset()
    {
        lock (turn)
        {
            uplinks = Seed();
            directory.Save(System, new State([.. uplinks.Values]));
        }
    }

    static Dictionary<string, SimulatedUplink> Seed() => new() { [Demo.Name] = Demo };

    sealed record State(IReadOnlyList<SimulatedUplink> Uplinks);
}
