namespace HomeLab.Simulators.Komodo.Seeds;

/// <summary>The demo lab's Core: one Docker host and a few stacks from a repository.</summary>
public static class DemoCore
{
    public const string Name = "demo";

    /// <summary>It opens nothing but this simulator.</summary>
    public const string Key = "K-demo-lab-00000000000000000000000000000000";

    /// <summary>It opens nothing but this simulator.</summary>
    public const string Secret = "S-demo-lab-00000000000000000000000000000000";

    internal static readonly IReadOnlyList<KeySeed> Keys = [new() { Name = "homelab", Key = Key, Secret = Secret }];

    internal static CoreSeed Seed() => new()
    {
        Name = Name,
        Servers = [new() { Name = "docker", Address = "http://192.168.1.24:8120" }],
        Stacks =
        [
            Stack("immich", ("server", "ghcr.io/immich-app/immich-server:v2.1.0"), ("database", "ghcr.io/immich-app/postgres:16"), ("redis", "valkey/valkey:8")),
            Stack("glance", ("glance", "glanceapp/glance:v0.8.4")),
            Stack("karakeep", ("web", "ghcr.io/karakeep-app/karakeep:0.27.1"), ("chrome", "ghcr.io/zenika/alpine-chrome:124"), ("meilisearch", "getmeili/meilisearch:v1.22")),
            Stack("beszel", ("hub", "henrygd/beszel:0.12.10")),
        ],
        Syncs = [new() { Name = "stacks", Repo = "me/homelab", ResourcePath = ["komodo/stacks.toml"] }],
    };

    static StackSeed Stack(string name, params (string Name, string Image)[] services) => new()
    {
        Name = name,
        Server = "docker",
        Repo = "me/homelab",
        RunDirectory = $"komodo/stacks/{name}",
        Services = [.. services.Select(service => new ServiceSeed { Name = service.Name, Image = service.Image })],
    };
}
