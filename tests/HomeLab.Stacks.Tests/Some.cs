using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Stacks.Tests;

/// <summary>Stacks for tests.</summary>
static class Some
{
    public static DesiredStack Stack(string key, string projectJson = "", params string[] after) => new()
    {
        Key = key, Digest = $"digest of {key}", Name = key[(key.LastIndexOf('/') + 1)..], Project = key[(key.LastIndexOf('/') + 1)..], Source = "repository/home",
        Engine = new EngineTarget { Name = key.Split('/')[1], Endpoint = $"tcp://{key.Split('/')[1]}:2376" }, ProjectJson = projectJson, After = { after },
    };
}
