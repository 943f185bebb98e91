using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Stacks.Tests.Komodo;

/// <summary>What each kind of commit to a repository of stacks does, and what it leaves alone.</summary>
public sealed class KomodoRepositoryTests : IDisposable
{
    const string Tables = "komodo/stacks.toml";

    readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    static string Table(string name, string? folder = null) => $"""

        [[stack]]
        name = "{name}"
        deploy = true
        [stack.config]
        server_id = "Local"
        repo = "me/homelab"
        branch = "main"
        run_directory = "komodo/stacks/{folder ?? name}"
        environment = "SECRET = [[{name.ToUpperInvariant()}_SECRET]]"

        """;

    /// <summary>In the network that the proxy makes.</summary>
    static string Behind(string image) => $$"""
        services:
          app: {image: "{{image}}", environment: {SECRET: "${SECRET}"}, networks: [default, proxy]}
        networks:
          proxy: {name: traefik_default, external: true}
        """;

    async Task<KomodoRepository> StartAsync()
    {
        directory.Write(Tables, Table("actual") + Table("blog") + Table("traefik") + Table("wiki"));
        directory.Write("komodo/stacks/actual/compose.yaml", Behind("actual:1"));
        directory.Write("komodo/stacks/blog/compose.yaml", Behind("blog:1"));
        directory.Write("komodo/stacks/wiki/compose.yaml", Behind("wiki:1"));
        directory.Write("komodo/stacks/traefik/compose.yaml", "services: {traefik: {image: \"traefik:3\"}}\n");
        directory.Write("README.md", "My lab\n");
        return await KomodoRepository.StartAsync(directory.Path, "me/homelab", "Local");
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("S1-3", "S1-4", "STACK-7")]
    public async Task Each_commit_deploys_the_stacks_that_it_is_about_and_no_other()
    {
        await using var repository = await StartAsync();

        await repository.DeployAsync();
        Assert.Equal("traefik", repository.Deployments[0].Stack);
        Assert.Equal(["actual", "blog", "traefik", "wiki"], repository.Deployments.Select(it => it.Stack).Order());
        Assert.All(repository.Deployments, it => Assert.True(it.IsSuccess));

        repository.Write("komodo/stacks/blog/compose.yaml", Behind("blog:2"));
        Assert.Equal(["blog"], await repository.DeployAsync());

        repository.Write("README.md", "My lab, told better\n");
        Assert.Empty(await repository.DeployAsync());

        // What stands above a table moves its lines.
        repository.Write(Tables, "# All that runs\n" + repository.Read(Tables));
        Assert.Empty(await repository.DeployAsync());

        repository.Write(Tables, Table("zero") + repository.Read(Tables));
        repository.Write("komodo/stacks/zero/compose.yaml", Behind("zero:1"));
        Assert.Equal(["zero"], await repository.DeployAsync());

        repository.Move("komodo/stacks/wiki", "komodo/stacks/docs");
        repository.Write(Tables, repository.Read(Tables).Replace("stacks/wiki", "stacks/docs", StringComparison.Ordinal));
        Assert.Equal(["wiki"], await repository.DeployAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_a_commit_breaks_or_removes_runs_on_and_is_told()
    {
        await using var repository = await StartAsync();
        await repository.DeployAsync();
        var deployed = repository.Deployments.Count;

        repository.Write("komodo/stacks/blog/compose.yaml", "services:\n  app: [\n");
        repository.Move("komodo/stacks/actual", "komodo/stacks/elsewhere");
        repository.Write(Tables, repository.Read(Tables).Replace(Table("wiki"), "", StringComparison.Ordinal));
        Assert.Empty(await repository.DeployAsync("komodo/core/blog", "komodo/core/actual"));

        Assert.Equal(("Stalled", "MalformedYaml"), await HowAsync(repository, "blog"));
        Assert.Contains("komodo/stacks/blog/compose.yaml:", (await repository.Stacks.WorkAsync("komodo/core/blog"))!.Reason, StringComparison.Ordinal);
        Assert.Equal(("Stalled", "Unresolved"), await HowAsync(repository, "actual"));
        await repository.Stacks.UntilAsync("komodo/core/wiki", "Proposed", "Undeclared");
        Assert.Equal(deployed, repository.Deployments.Count);
        Assert.DoesNotContain("DestroyStack", repository.Operations);

        // Put right, they are what they were, and nothing has to be done.
        repository.Write("komodo/stacks/blog/compose.yaml", Behind("blog:1"));
        repository.Move("komodo/stacks/elsewhere", "komodo/stacks/actual");
        repository.Write(Tables, repository.Read(Tables) + Table("wiki"));
        Assert.Empty(await repository.DeployAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_does_not_get_healthy_goes_back_to_the_commit_before_until_another_one_changes_it()
    {
        await using var repository = await StartAsync();
        await repository.DeployAsync();
        await repository.SickenAsync("blog:2");
        repository.HealthyWithin["blog"] = TimeSpan.FromSeconds(3);
        repository.Write("komodo/stacks/blog/compose.yaml", Behind("blog:2"));
        await repository.CommitAsync();
        await repository.Stacks.UntilAsync("komodo/core/blog", "Stalled", "RolledBack");
        Assert.Equal("blog:1", Assert.Single((await repository.Stacks.StackAsync("blog")).Services).Image);

        repository.HealthyWithin.Clear();
        repository.Write("README.md", "Elsewhere\n");
        repository.Write("komodo/stacks/blog/compose.yaml", Behind("blog:3"));
        Assert.Equal(["blog"], await repository.DeployAsync());

        Assert.Equal("blog:3", Assert.Single((await repository.Stacks.StackAsync("blog")).Services).Image);
    }

    static async Task<(string, string)> HowAsync(KomodoRepository repository, string name)
    {
        var work = await repository.Stacks.LookAsync($"komodo/core/{name}");
        return (work.Outcome, work.ReasonCode);
    }
}
