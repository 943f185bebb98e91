using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Rpc;
using HomeLab.Inventory.Systems;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Systems;

public sealed class SystemsServiceTests
{
    [RequiresFact(Requirement.PostgreSql)]
    public async Task Answers_what_runs_how_it_is_and_what_became_of_it()
    {
        await using var lab = await JudgedLab.CreateAsync();
        await lab.ShowContainersAsync(("lldap", "lldap", "lldap/lldap:v0.6.1", "running"), ("authelia", "authelia", "authelia/authelia:4.39.4", "running"), ("mine", "thing", "example.org/thing:1", "running"));
        await lab.JudgeAsync();
        await lab.ShowContainersAsync(("lldap", "lldap", "lldap/lldap:v0.6.1", "restarting"), ("authelia", "authelia", "authelia/authelia:4.39.4", "restarting"), ("mine", "thing", "example.org/thing:1", "running"));
        await lab.JudgeAsync();
        var service = Service(lab);

        var known = await service.ListSystems(new ListSystemsRequest(), new TestCallContext());
        var all = await service.ListSystems(new ListSystemsRequest { WithUnclassified = true }, new TestCallContext());
        var authelia = await service.GetSystem(new GetSystemRequest { System = "system/authelia" }, new TestCallContext());
        var history = await service.ListSystemHistory(new ListSystemHistoryRequest { System = "Authelia", Limit = 1 }, new TestCallContext());

        Assert.Equal([("authelia", "impacted"), ("lldap", "unhealthy")], known.Systems.Select(it => (it.Id, it.Health)));
        Assert.Equal(["docker/host/mine/thing", "system/docker/host/authelia", "system/docker/host/lldap"], all.Systems.Select(it => it.Address));
        Assert.Equal("system/docker/host/lldap", authelia.System.Root);
        Assert.Equal(["Authelia requires LLDAP (catalogue)"], authelia.Path);
        Assert.Equal(("workload", "docker/host/authelia/authelia", "unhealthy", "Restarting"), authelia.Signals.Select(it => (it.Probe, it.Address, it.Health, it.Code)).Single());
        Assert.Equal(["image authelia/authelia:4.39.4", "compose authelia/authelia"], Assert.Single(authelia.Objects).Evidence);
        Assert.Equal(("health", "healthy", "impacted"), history.Changes.Select(it => (it.Aspect, it.Was, it.Became)).Single());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Says_which_ones_an_unclear_name_may_mean_and_what_nobody_knows()
    {
        await using var lab = await JudgedLab.CreateAsync();
        await lab.ShowAsync("docker/one", [Container("docker/one/lldap/lldap")]);
        await lab.ShowAsync("docker/two", [Container("docker/two/lldap/lldap")]);
        await lab.JudgeAsync();
        var service = Service(lab);

        var unclear = await Assert.ThrowsAsync<RpcException>(() => service.GetSystem(new GetSystemRequest { System = "lldap" }, new TestCallContext()));
        var nobody = await Assert.ThrowsAsync<RpcException>(() => service.GetSystem(new GetSystemRequest { System = "nobody" }, new TestCallContext()));
        var one = await service.GetSystem(new GetSystemRequest { System = "system/docker/one/lldap" }, new TestCallContext());

        Assert.Equal((StatusCode.InvalidArgument, StatusCode.NotFound), (unclear.StatusCode, nobody.StatusCode));
        Assert.Contains("system/docker/one/lldap, system/docker/two/lldap", unclear.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("docker/one", one.System.Site);
    }

    static SystemsService Service(JudgedLab lab) => new(new SystemQueries(lab.Database.Source), new OwnerQueries(lab.Database.Source, lab.Views), lab.Views);

    static ObservedResource Container(string address) =>
        new(address, "a", "docker.container", "lldap", "running", "lldap/lldap:v0.6.1", new Dictionary<string, string>());
}
