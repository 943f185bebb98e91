using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Images;

namespace HomeLab.Stacks.Tests.Images;

public sealed class TrackedImageTests
{
    const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    static DesiredStack Stack(string services, string track = "minor", bool follows = true)
    {
        var stack = Some.Stack("docker/nas/web", $$"""{"services": {{services}}}""");
        stack.Updates = new Updates { Track = track, FollowsDigests = follows };
        return stack;
    }

    static IEnumerable<string> Of(DesiredStack stack) => TrackedImage.Of(stack).Select(it => $"{it.Service} {it.Reference} {it.Level}{(it.Follows ? " follows" : "")}");

    [Fact]
    public void Every_service_counts_whose_image_a_registry_can_be_asked_for()
    {
        var stack = Stack($$$"""
            {"b": {"image": "traefik:v3"}, "a": {"image": "ghcr.io/x/y"}, "built": {"image": "own:1", "build": {"context": "."}}, "odd": {"image": "Not An Image"}, "none": {},
             "kept": {"image": "app:1@{{{Digest}}}"}, "fixed": {"image": "app@{{Digest}}"}}
            """);

        Assert.Equal(["a ghcr.io/x/y:latest Minor follows", "b docker.io/library/traefik:v3 Minor follows", "kept docker.io/library/app:1 Minor"], Of(stack));
    }

    [Fact]
    public void A_service_has_a_word_of_its_own()
    {
        const string Services = """
            {"a": {"image": "a", "labels": {"homelab.updates": "none"}}, "b": {"image": "b", "labels": {"homelab.updates": "tell"}}, "c": {"image": "c", "labels": {"homelab.updates": "follow"}}}
            """;

        Assert.Equal(["b docker.io/library/b:latest Minor", "c docker.io/library/c:latest Minor follows"], Of(Stack(Services)));
        Assert.Equal(["c docker.io/library/c:latest Digest follows"], Of(Stack(Services, "none", follows: false)));
    }

    [Fact]
    public void What_a_stack_is_kept_to_makes_it_another_wish_and_is_left_aside_once_the_repository_has_another_tag()
    {
        var stack = Stack("""{"a": {"image": "a:1"}, "b": {"image": "b:1"}}""");
        var a = StackImage.New(TrackedImage.Of(stack)[0]) with { Pinned = Digest };

        var pinned = PinnedStack.Of(stack, [a]);

        Assert.Equal($"docker.io/library/a:1@{Digest}", Assert.Single(pinned.Images).Value);
        Assert.NotEqual(stack.Digest, pinned.Digest);
        Assert.Equal(stack.Digest, PinnedStack.BaseOf(pinned));
        Assert.Equal(pinned, PinnedStack.Of(pinned, [a]));
        Assert.Equal(stack, PinnedStack.Of(pinned, [a with { Pinned = "" }]));
        Assert.Equal(stack, PinnedStack.Of(stack, [a with { Reference = "docker.io/library/a:0" }]));
        stack.Updates.Track = "none";
        Assert.Equal(pinned.Images, PinnedStack.Of(stack, [a]).Images);
    }
}
