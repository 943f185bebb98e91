using HomeLab.Inventory.Changes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Tests.Changes;

public class ObjectDifferenceTests
{
    static ResourceState State(string facts, string kind = "proxmox.qemu", string labels = "{}") =>
        new("proxmox/pve/qemu/100", "u", kind, "web", "proxmox/pve", "running", "", labels, "[]", facts);

    static IEnumerable<(string, string?, string?)> Fields(ResourceState before, ResourceState now) =>
        ObjectDifference.Of(before, now).Fields.Select(it => (it.Path, it.Was, it.Became));

    [Fact]
    public void Elements_of_a_list_are_told_apart_by_what_they_are_called() => Assert.Equal(
        [("disks[scsi0].size", "10", "20"), ("disks[scsi1].size", null, "5"), ("disks[scsi1].key", null, "scsi1")],
        Fields(
            State("""{"disks":[{"key":"scsi0","size":10}]}"""),
            State("""{"disks":[{"key":"scsi1","size":5},{"key":"scsi0","size":20}]}""")).OrderBy(it => it.Item1 == "disks[scsi1].key"));

    [Fact]
    public void Elements_without_a_name_of_their_own_have_a_place() => Assert.Equal(
        [("ports[1].public", "80", "81")],
        Fields(
            State("""{"ports":[{"private":80,"public":80},{"private":80,"public":80}]}"""),
            State("""{"ports":[{"private":80,"public":80},{"private":80,"public":81}]}""")));

    [Fact]
    public void Texts_in_a_row_are_one_field() =>
        Assert.Equal([("tags", "a, b", "a, c")], Fields(State("""{"tags":["a","b"]}"""), State("""{"tags":["a","c"]}""")));

    [Fact]
    public void What_is_told_is_bounded_and_the_rest_is_counted()
    {
        var now = State($$"""{{{string.Join(',', Enumerable.Range(0, 50).Select(it => $"\"f{it:00}\":\"{new string('x', 5000)}\""))}}}""");

        var (fields, more) = ObjectDifference.Of(State("{}"), now);

        Assert.Equal((20, 30), (fields.Count, more));
        Assert.All(fields, it => Assert.Equal(201, it.Became!.Length));
    }

    [Fact]
    public void Labels_and_what_only_says_that_somebody_looked() => Assert.Equal(
        [("labels.com.docker.compose.service", "a", "b")],
        Fields(
            State("""{"latestUpdate":"1","places":{"x":"a.yaml:1:1"}}""", labels: """{"com.docker.compose.service":"a"}"""),
            State("""{"latestUpdate":"2","places":{"x":"a.yaml:2:1"}}""", labels: """{"com.docker.compose.service":"b"}""")));
}
