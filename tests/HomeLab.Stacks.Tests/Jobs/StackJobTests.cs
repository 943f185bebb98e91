using HomeLab.Stacks.Compose;
using HomeLab.Stacks.Jobs;
using HomeLab.Stacks.Tests.Compose;

namespace HomeLab.Stacks.Tests.Jobs;

public sealed class StackJobTests
{
    [Theory]
    [InlineData("""{"homelab.job.backup.schedule": "0 3 * * *", "homelab.job.backup.command": "backup 'all of it'", "homelab.job.backup.zone": "Europe/Berlin"}""", "")]
    [InlineData("""{"homelab.job.backup.schedule": "0 3 * * *"}""", "homelab.job.backup.command is missing")]
    [InlineData("""{"homelab.job.backup.command": "backup"}""", "homelab.job.backup.schedule is missing")]
    [InlineData("""{"homelab.job.backup.schedule": "61 * * * *", "homelab.job.backup.command": "backup"}""", "homelab.job.backup.schedule '61 * * * *' is no schedule")]
    [InlineData("""{"homelab.job.backup.schedule": "0 3 * * *", "homelab.job.backup.command": "backup 'all"}""", "homelab.job.backup.command has a quote that is not closed")]
    [InlineData("""{"homelab.job.backup.schedule": "0 3 * * *", "homelab.job.backup.command": "b", "homelab.job.backup.zone": "Europe/Nowhere"}""", "homelab.job.backup.zone 'Europe/Nowhere'")]
    [InlineData("""{"homelab.job.backup.schedule": "0 3 * * *", "homelab.job.backup.command": "b", "homelab.job.backup.user": "root"}""", "homelab.job.backup.user is not known")]
    [InlineData("""{"homelab.job.schedule": "0 3 * * *"}""", "homelab.job.<name>.schedule")]
    public void A_label_that_is_wrong_is_named_with_its_file_and_service(string labels, string problem)
    {
        var stack = Some.Stack("docker/nas/shop", $$"""{"services": {"app": {"image": "a", "labels": {{labels}} } } }""");
        stack.File = "shop/compose.yaml";

        var job = Assert.Single(StackJob.Of(stack));

        Assert.StartsWith(problem.Length > 0 ? $"shop/compose.yaml: services.app.labels: {problem}" : "", job.Problem, StringComparison.Ordinal);
        Assert.Equal(problem.Length == 0, job.Labels.Times is not null);
        Assert.Equal(problem.Length == 0, job.Problem.Length == 0);
    }

    [Fact]
    public void Services_that_are_not_to_run_have_no_jobs()
    {
        const string Project = """
            {"services": {
              "a": {"image": "a", "profiles": ["debug"], "labels": {"homelab.job.one.schedule": "0 3 * * *", "homelab.job.one.command": "b"}},
              "b": {"image": "a", "labels": {"homelab.job.one.schedule": "0 3 * * *", "homelab.job.one.command": "b"}}}}
            """;
        var (stack, stopped) = (Some.Stack("docker/nas/shop", Project), Some.Stack("docker/nas/shop", Project));
        stopped.State = "stopped";

        Assert.Equal(["docker/nas/shop#b/one"], StackJob.Of(stack).Select(it => it.Key));
        stack.Profiles.Add("debug");
        Assert.Equal(["docker/nas/shop#a/one", "docker/nas/shop#b/one"], StackJob.Of(stack).Select(it => it.Key));
        Assert.Empty(StackJob.Of(stopped));
    }

    [Fact]
    public void Jobs_are_no_part_of_the_container()
    {
        var (one, other) = (Read("0 3 * * *"), Read("0 4 * * *"));

        Assert.Equal(ServiceHash.Of(one, one.Services["app"], []), ServiceHash.Of(other, other.Services["app"], []));
        Assert.Equal(["keep"], one.Services["app"].Labels.Keys);
    }

    static ComposeProject Read(string schedule) => Projects.Parse(
        $$$"""{"name": "shop", "services": {"app": {"image": "a", "labels": {"keep": "1", "homelab.job.one.schedule": "{{{schedule}}}", "homelab.job.one.command": "b"} } } }""");
}
