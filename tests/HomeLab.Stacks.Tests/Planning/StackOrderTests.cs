using FsCheck;
using FsCheck.Fluent;
using HomeLab.Stacks.Planning;
using HomeLab.Testing;

namespace HomeLab.Stacks.Tests.Planning;

public sealed class StackOrderTests
{
    const string Proxy = """{"services":{},"networks":{"proxy":{"name":"proxy"}},"volumes":{"certs":{}}}""";
    const string Web = """{"services":{},"networks":{"proxy":{"external":true}}}""";

    [Fact]
    [Proves("STACK-22")]
    public void Who_makes_a_network_or_volume_comes_before_who_takes_it_from_outside()
    {
        var order = StackOrder.Of(
        [
            Some.Stack("docker/nas/web", Web), Some.Stack("docker/nas/traefik", Proxy),
            Some.Stack("docker/nas/reader", """{"volumes":{"them":{"external":true,"name":"traefik_certs"}}}"""), Some.Stack("docker/pi/web", Web),
        ]);

        Assert.Equal([["docker/nas/traefik", "docker/pi/web"], ["docker/nas/reader", "docker/nas/web"]], order.Steps().Select(it => it.ToArray()));
        Assert.Equal("its network proxy", order.Before("docker/nas/web")["docker/nas/traefik"]);
        Assert.Equal("its volume traefik_certs", order.Before("docker/nas/reader")["docker/nas/traefik"]);
    }

    [Theory]
    [InlineData("""{"services":{"traefik":{"image":"traefik"}}}""", true)]
    [InlineData("""{"services":{"traefik":{"image":"traefik","networks":{"default":null}}}}""", true)]
    [InlineData("""{"services":{"traefik":{"image":"traefik","network_mode":"host"}}}""", false)]
    [InlineData("""{"services":{"traefik":{"image":"traefik","networks":{"other":null}}},"networks":{"other":null}}""", false)]
    [InlineData("""{"services":{"traefik":{"image":"traefik"}},"networks":{"default":{"name":"elsewhere"}}}""", false)]
    public void The_network_that_Compose_makes_unasked_is_one_of_the_stack(string maker, bool isOrdered)
    {
        var order = StackOrder.Of([Some.Stack("docker/nas/app", """{"networks":{"proxy":{"external":true,"name":"traefik_default"}}}"""), Some.Stack("docker/nas/traefik", maker)]);

        Assert.Equal(isOrdered, order.Before("docker/nas/app").ContainsKey("docker/nas/traefik"));
    }

    [Fact]
    [Proves("STACK-23")]
    public void A_stack_may_come_after_one_of_another_host()
    {
        var order = StackOrder.Of([Some.Stack("docker/nas/web", "", "docker/pi/dns"), Some.Stack("docker/pi/dns")]);

        Assert.Equal([["docker/pi/dns"], ["docker/nas/web"]], order.Steps().Select(it => it.ToArray()));
    }

    [Fact]
    public void A_cycle_is_named_whole_and_holds_nothing_else_up()
    {
        var order = StackOrder.Of(
            [Some.Stack("docker/nas/a", "", "docker/nas/c"), Some.Stack("docker/nas/b", "", "docker/nas/a"), Some.Stack("docker/nas/c", "", "docker/nas/b"), Some.Stack("docker/nas/d")]);

        Assert.Equal("docker/nas/a → docker/nas/c → docker/nas/b → docker/nas/a", order.CycleOf("docker/nas/a"));
        Assert.Null(order.CycleOf("docker/nas/d"));
        Assert.Equal([["docker/nas/d"]], order.Steps().Select(it => it.ToArray()));
    }

    [Fact]
    public void Every_stack_is_in_one_step_after_all_that_it_needs_whatever_the_order_they_come_in() => Prop.ForAll(
        Gen.Choose(0, 1_000_000).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            // Each names only earlier ones, so that there is no cycle.
            var stacks = Enumerable.Range(0, random.Next(1, 30)).Select(place => Some.Stack(
                $"docker/nas/s{place:D2}", "", [.. Enumerable.Range(0, place).Where(_ => random.Next(4) == 0).Select(it => $"docker/nas/s{it:D2}")])).ToList();
            var shuffled = stacks.ToArray();
            random.Shuffle(shuffled);
            var steps = StackOrder.Of(shuffled).Steps();
            var stepOf = steps.SelectMany((step, at) => step.Select(key => (key, at))).ToDictionary(it => it.key, it => it.at);
            Assert.Equal(stacks.Count, stepOf.Count);
            Assert.All(stacks, stack => Assert.All(stack.After, before => Assert.True(stepOf[before] < stepOf[stack.Key])));
            Assert.Equal(steps.Select(it => string.Join(' ', it)), StackOrder.Of(stacks).Steps().Select(it => string.Join(' ', it)));
        }).QuickCheckThrowOnFailure();
}
