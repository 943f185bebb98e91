using Docker.DotNet.Models;
using HomeLab.Stacks.Tests.Images;
using HomeLab.Stacks.Tests.Jobs;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Stacks.Tests.Docker;

public sealed class ChangedByHandTests
{
    /// <summary>The model's sequence 300: both are steps of the same container that wait for nothing.</summary>
    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    public async Task What_was_renamed_and_taken_out_of_its_network_gets_both_back()
    {
        await using var engine = await Deployment.StartAsync();
        var wishes = new PlayedWishes();
        wishes.Want(JobTrial.Wish(engine, 1, JobTrial.Hourly, "true"));
        await using var stacks = await JobTrial.StartAsync(wishes, new LeapingClock());
        await stacks.UntilAsync(JobTrial.Key(engine), "Converged");
        var id = (await engine.InspectAsync(JobTrial.App(engine))).ID;
        wishes.IsSilent = true;
        var network = $"{engine.Name}_default";

        await engine.Client.Containers.RenameContainerAsync(id, new ContainerRenameParameters { NewName = $"{engine.Name}-mine" }, CancellationToken.None);
        await engine.Client.Networks.DisconnectNetworkAsync(network, new NetworkDisconnectParameters { Container = id });
        wishes.IsSilent = false;

        await Eventually.PassesAsync(async () =>
        {
            var container = await engine.InspectAsync(id);
            Assert.Equal($"/{JobTrial.App(engine)}", container.Name);
            Assert.Contains(network, container.NetworkSettings.Networks.Keys);
        });
        await stacks.UntilAsync(JobTrial.Key(engine), "Converged");
    }
}
