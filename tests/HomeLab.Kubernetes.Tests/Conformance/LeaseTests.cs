using HomeLab.Kubernetes.Tests.Servers;
using k8s.Autorest;

namespace HomeLab.Kubernetes.Tests.Conformance;

public class LeaseTests
{
    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Goes_to_one_of_those_who_reach_for_it_at_once(string server)
    {
        var lab = await Workspace.OpenAsync(server);
        var expired = await lab.CreateAsync(Objects.Lease("leader", "gone", "2026-11-21T09:00:00.000000Z"));

        var reached = await Task.WhenAll(Enumerable.Range(1, 8).Select(async candidate =>
        {
            var taken = expired.Copy();
            taken["spec"]!["holderIdentity"] = $"candidate-{candidate}";
            try
            {
                return (await lab.ReplaceAsync(taken)).Text("spec", "holderIdentity");
            }
            catch (HttpOperationException refused) when (refused.Response.StatusCode == System.Net.HttpStatusCode.Conflict)
            {
                return null;
            }
        }));

        Assert.Equal(Assert.Single(reached.OfType<string>()), (await lab.GetAsync(expired)).Text("spec", "holderIdentity"));
    }

    [Theory]
    [OnKubelite]
    [OnSimulator]
    public async Task Keeps_its_times_to_the_microsecond(string server)
    {
        var lab = await Workspace.OpenAsync(server);

        var lease = await lab.CreateAsync(Objects.Lease("leader", "me", "2026-11-21T09:00:00.123456Z"));

        Assert.Equal("2026-11-21T09:00:00.123456Z", (await lab.GetAsync(lease)).Text("spec", "renewTime"));
    }
}
