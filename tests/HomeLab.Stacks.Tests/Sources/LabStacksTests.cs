using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Sources;

namespace HomeLab.Stacks.Tests.Sources;

public sealed class LabStacksTests
{
    static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    static ListDesiredStacksResponse Answer(bool isLabWhole, bool? isRepositoryWhole, params DesiredStack[] stacks)
    {
        var answer = new ListDesiredStacksResponse { Epoch = "e1", Sources = { new Source { Name = "lab", Complete = isLabWhole } }, Stacks = { stacks } };
        if (isRepositoryWhole is { } whole)
            answer.Sources.Add(new Source { Name = "repository/home", Complete = whole });
        return answer;
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(false, false, true)]
    // The lab itself says that it deploys nothing of that repository any more.
    [InlineData(true, null, false)]
    [InlineData(false, null, true)]
    public void A_stack_that_is_not_named_is_only_gone_where_all_was_read(bool isLabWhole, bool? isRepositoryWhole, bool stays)
    {
        var before = LabStacks.Nothing.With(Answer(true, true, Some.Stack("docker/nas/web")), At);

        Assert.Equal(stays, before.With(Answer(isLabWhole, isRepositoryWhole), At).Stacks.ContainsKey("docker/nas/web"));
    }

    [Fact]
    public void One_that_is_the_same_keeps_its_body_and_takes_the_newer_place_and_policy()
    {
        var before = LabStacks.Nothing.With(Answer(true, true, Some.Stack("docker/nas/web", "{}")), At);
        var head = new DesiredStack { Key = "docker/nas/web", Digest = "digest of docker/nas/web", Commit = "c2", Apply = "approve", File = "new.yaml", Line = 7, Source = "repository/home" };

        var after = before.With(Answer(true, true, head), At.AddMinutes(1));

        var stack = after.Stacks["docker/nas/web"];
        Assert.Equal(("{}", "c2", "approve", "new.yaml", 7), (stack.ProjectJson, stack.Commit, stack.Apply, stack.File, stack.Line));
        Assert.Equal("", before.Stacks["docker/nas/web"].Commit);
    }
}
