using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Persistence;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Komodo.State;

/// <summary>All Cores by name.</summary>
sealed class Cores(IOptions<KomodoOptions> options, DataDirectory directory, TimeProvider clock)
{
    readonly Dictionary<string, CoreStore> stores = (options.Value.Cores.Count > 0 ? options.Value.Cores : [DemoCore.Seed()])
        .ToDictionary(seed => seed.Name, seed => new CoreStore(seed, directory, clock));

    public IEnumerable<CoreStore> All => stores.Values;

    public CoreStore? Find(string name) => stores.GetValueOrDefault(name);
}
