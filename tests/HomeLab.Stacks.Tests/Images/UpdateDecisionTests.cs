using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Registry;
using HomeLab.Stacks.Images;

namespace HomeLab.Stacks.Tests.Images;

public sealed class UpdateDecisionTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    static readonly TrackedImage Image = new("docker/nas/web", "app", ImageReference.TryParse("app:1")!, UpdateLevel.Major, Follows: true);
    static readonly StackImage Own = StackImage.New(Image) with { Running = "old" };

    static Updates Policy(double days, string canary = "") => new() { Track = "major", FollowsDigests = true, After = Duration.FromTimeSpan(TimeSpan.FromDays(days)), Canary = canary };

    static UpdateDecision Of(Updates policy, double seenDaysAgo, StackImage? own = null, TrackedImage? image = null, params StackImage[] others) =>
        UpdateDecision.Of(image ?? Image, own ?? Own, "new", Now - TimeSpan.FromDays(seenDaysAgo), policy, others, Now);

    static StackImage At(string stack, string running, double? wellForDays, string refused = "") =>
        Own with { Stack = stack, Running = running, WellSince = wellForDays is { } days ? Now - TimeSpan.FromDays(days) : null, Refused = refused };

    [Fact]
    public void An_image_is_followed_once_it_has_been_seen_for_long_enough()
    {
        Assert.True(Of(Policy(0), 0).Follows);
        Assert.Equal(new UpdateDecision(false, "followed from 2026-01-03T03:04:05Z on"), Of(Policy(3), 2));
        Assert.True(Of(Policy(3), 3).Follows);
    }

    [Fact]
    public void What_is_not_to_be_followed_was_taken_back_or_is_pinned_by_the_repository_is_told_of_alone()
    {
        Assert.False(Of(Policy(0), 9, image: Image with { Follows = false }).Follows);
        Assert.False(Of(Policy(0), 9, Own with { Refused = "new" }).Follows);
        Assert.False(Of(Policy(0), 9, Own with { Pinned = "new" }).Follows);
        Assert.False(Of(Policy(0), 9, Own with { Running = "" }).Follows);
    }

    [Fact]
    public void The_others_follow_once_the_canary_has_run_it_well_for_long_enough()
    {
        var policy = Policy(3, "docker/test");

        Assert.False(Of(policy, 9).Follows);
        Assert.False(Of(policy, 9, others: At("docker/test/web", "old", 9)).Follows);
        Assert.False(Of(policy, 9, others: At("docker/test/web", "new", null)).Follows);
        Assert.False(Of(policy, 9, others: At("docker/test/web", "new", 2)).Follows);
        Assert.False(Of(policy, 9, others: [At("docker/test/web", "new", 9), At("docker/test/shop", "new", 1)]).Follows);
        Assert.False(Of(policy, 9, others: At("docker/tester/web", "new", 9)).Follows);
        Assert.Contains("taken back", Of(policy, 9, others: At("docker/test/web", "old", 9, "new")).Next, StringComparison.Ordinal);
        Assert.True(Of(policy, 9, others: At("docker/test/web", "new", 3)).Follows);
        Assert.True(Of(Policy(3, "docker/test/web"), 9, others: [At("docker/test/web", "new", 3), At("docker/test/shop", "old", null)]).Follows);
    }

    [Fact]
    public void The_canary_itself_does_not_wait() => Assert.True(Of(Policy(3, "docker/nas"), 0).Follows);
}
