using System.Text.Json.Nodes;
using HomeLab.Stacks.Komodo;

namespace HomeLab.Stacks.Tests.Komodo;

public sealed class KomodoWishTests
{
    static readonly Dictionary<string, string> Servers = new() { ["host-1"] = "65ff0000000000000000aaaa" };

    static IReadOnlyList<string> Differences(string config, string stored) =>
        KomodoWish.Read($$"""{"name":"web","config":{{config}}}""", Servers).Differences((JsonObject)JsonNode.Parse(stored)!);

    [Theory]
    [InlineData("""{"server":"host-1"}""", """{"server_id":"65ff0000000000000000aaaa"}""")]
    [InlineData("""{"environment":"TZ=Europe/Berlin\n# why\nTOKEN = [[T]]\n"}""", """{"environment":"  TZ = Europe/Berlin\n  TOKEN = [[T]]\n"}""")]
    [InlineData("""{"environment":[{"variable":"TZ","value":"UTC"}]}""", """{"environment":"  TZ = UTC\n"}""")]
    [InlineData("""{"file_contents":"services: {}\n\n"}""", """{"file_contents":"services: {}\n"}""")]
    [InlineData("""{"additional_env_files":["a.env"]}""", """{"additional_env_files":[{"path":"a.env","track":true}]}""")]
    [InlineData("""{"auto_pull":true,"file_paths":["compose.yaml"]}""", """{"auto_pull":true,"file_paths":["compose.yaml"],"branch":"main"}""")]
    [InlineData("""{"post_deploy":{"command":"echo"}}""", """{"post_deploy":{"path":"","command":"echo"}}""")]
    public void What_Core_writes_in_its_own_way_is_the_same(string config, string stored) => Assert.Empty(Differences(config, stored));

    [Theory]
    [InlineData("""{"server":"host-2"}""", """{"server_id":"65ff0000000000000000aaaa"}""", "server_id")]
    [InlineData("""{"environment":"TZ=UTC"}""", """{"environment":"  TZ = Europe/Berlin\n"}""", "environment")]
    [InlineData("""{"branch":"dev","run_directory":"web"}""", """{"branch":"main","run_directory":"web"}""", "branch")]
    public void What_differs_is_named_by_its_field(string config, string stored, string field) => Assert.Equal([field], Differences(config, stored));

    [Theory]
    [InlineData("My Stack!", "my_stack_")]
    [InlineData(" _web", "web")]
    public void A_name_is_the_one_that_Core_makes_of_it(string name, string expected) =>
        Assert.Equal(expected, KomodoWish.Read($$"""{"name":"{{name}}"}""", Servers).Name);

    [Theory]
    [InlineData("""{"repo":"me/homelab"}""", true, false)]
    [InlineData("""{"repo":"me/homelab","commit":"abc"}""", false, true)]
    [InlineData("""{"file_contents":"services: {}"}""", false, true)]
    [InlineData("""{"repo":"me/homelab","linked_repo":"homelab"}""", false, false)]
    [InlineData("""{"repo":"me/homelab","files_on_host":true}""", false, false)]
    [InlineData("""{"file_contents":"services: {}","files_on_host":true}""", false, false)]
    public void What_ran_before_can_be_had_again_where_its_files_are_known(string config, bool followsBranch, bool isWhole)
    {
        var wish = KomodoWish.Read($$"""{"name":"web","config":{{config}}}""", Servers);

        Assert.Equal((followsBranch, isWhole), (wish.FollowsBranch, wish.IsWhole));
    }
}
