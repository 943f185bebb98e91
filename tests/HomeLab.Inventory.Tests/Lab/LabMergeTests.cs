using HomeLab.Inventory.Lab;
using HomeLab.Lab;

namespace HomeLab.Inventory.Tests.Lab;

public class LabMergeTests
{
    static readonly RemovalEvidence Proof = new("c2", true, new HashSet<string> { "c1" }, new HashSet<string>());

    [Fact]
    public void Takes_a_document_that_is_right()
    {
        var changes = LabMerge.Plan([], Reading(Document("a")), RemovalEvidence.PlainDirectory);

        var stored = Assert.Single(changes.Changed);
        Assert.Equal(("DnsRecord/a", "{}", true), (stored.Address, stored.Spec, stored.IsValid));
    }

    [Fact]
    public void Changes_nothing_the_second_time()
    {
        var first = LabMerge.Plan([], Reading(Document("a"), Wrong("b")), RemovalEvidence.PlainDirectory);

        var second = LabMerge.Plan(first.Changed, Reading(Document("a"), Wrong("b")), RemovalEvidence.PlainDirectory);

        Assert.True(second.IsEmpty);
    }

    [Fact]
    public void Keeps_the_last_good_version_of_a_document_that_became_wrong()
    {
        var changes = LabMerge.Plan([Stored("a", "c1")], Reading(Wrong("a")), Proof);

        var stored = Assert.Single(changes.Changed);
        Assert.Equal(("{}", false), (stored.Spec, stored.IsValid));
        Assert.Contains("WrongType", stored.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public void Removes_what_a_later_commit_removed()
    {
        var changes = LabMerge.Plan([Stored("a", "c1")], Reading(), Proof);

        Assert.Equal([("DnsRecord/a", "DocumentRemoved")], changes.Removed);
    }

    [Theory]
    [InlineData("", false, "c1", "PlainDirectory")]
    [InlineData("c2", false, "c1", "NotCommitted")]
    [InlineData("c2", true, null, "NotCommitted")]
    [InlineData("c2", true, "c9", "NotDescendant")]
    public void Keeps_what_nothing_proves_to_be_removed(string head, bool isClean, string? seenIn, string code)
    {
        var evidence = new RemovalEvidence(head, isClean, new HashSet<string> { "c1" }, new HashSet<string>());

        var changes = LabMerge.Plan([Stored("a", seenIn)], Reading(), evidence);

        Assert.Empty(changes.Removed);
        var kept = Assert.Single(changes.Changed);
        Assert.Equal((code, "{}", true), (kept.AbsentCode, kept.Spec, kept.IsValid));
    }

    [Fact]
    public void Keeps_what_was_in_a_file_that_no_commit_holds()
    {
        var evidence = Proof with { Untracked = new HashSet<string> { "a.yaml" } };

        Assert.Equal("NotCommitted", Assert.Single(LabMerge.Plan([Stored("a", "c1")], Reading(), evidence).Changed).AbsentCode);
    }

    [Fact]
    public void Removes_nothing_while_a_file_cannot_be_read_because_it_may_have_moved_there()
    {
        var broken = new LabDocument("file/b.yaml", "", "", "b.yaml", 1, null, [Problem("b.yaml")]);

        var changes = LabMerge.Plan([Stored("a", "c1")], new LabReading([broken], new HashSet<string> { "b.yaml" }), Proof);

        Assert.Empty(changes.Removed);
        Assert.Equal("FilesRefused", Assert.Single(changes.Changed, it => it.Name == "a").AbsentCode);
    }

    [Fact]
    public void Marks_what_stood_in_a_file_that_cannot_be_read_now()
    {
        var broken = new LabDocument("file/a.yaml", "", "", "a.yaml", 1, null, [Problem("a.yaml")]);

        var changes = LabMerge.Plan([Stored("a", "c1")], new LabReading([broken], new HashSet<string> { "a.yaml" }), Proof);

        var kept = Assert.Single(changes.Changed, it => it.Name == "a");
        Assert.Equal((false, "{}", ""), (kept.IsValid, kept.Spec, kept.AbsentCode));
        Assert.Contains("WrongType", kept.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public void Forgets_a_file_that_is_right_again_and_a_document_that_never_was()
    {
        StoredDocument file = new("file/a.yaml", "", "", "a.yaml", 1, null, false, "[]", "", "", null);
        var never = Stored("b", null) with { Spec = null, IsValid = false };

        var changes = LabMerge.Plan([file, never], Reading(), RemovalEvidence.PlainDirectory);

        Assert.Equal([("file/a.yaml", "FileRead"), ("DnsRecord/b", "DocumentRemoved")], changes.Removed);
    }

    [Fact]
    public void Brings_back_what_is_there_again()
    {
        var absent = Stored("a", "c1") with { AbsentCode = "PlainDirectory", AbsentReason = "gone" };

        Assert.Equal("", Assert.Single(LabMerge.Plan([absent], Reading(Document("a")), Proof).Changed).AbsentCode);
    }

    static LabReading Reading(params LabDocument[] documents) => new(documents, new HashSet<string>());

    static LabDocument Document(string name) => new($"DnsRecord/{name}", "DnsRecord", name, $"{name}.yaml", 1, "{}", []);

    static LabDocument Wrong(string name) => Document(name) with { SpecJson = null, Problems = [Problem($"{name}.yaml")] };

    static Problem Problem(string file) => new(file, 1, 1, "spec", "WrongType", "wrong");

    static StoredDocument Stored(string name, string? commit) =>
        new($"DnsRecord/{name}", "DnsRecord", name, $"{name}.yaml", 1, "{}", true, "[]", "", "", commit);
}
