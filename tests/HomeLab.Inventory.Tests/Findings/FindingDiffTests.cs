using HomeLab.Inventory.Findings;

namespace HomeLab.Inventory.Tests.Findings;

public sealed class FindingDiffTests
{
    const string AtOnce = "istio.mtls-not-strict";
    const string AfterMinutes = "kubernetes.webhook-without-endpoints";

    static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    readonly Dictionary<string, FindingRow> rows = [];
    readonly HashSet<string> silent = [];

    [Fact]
    public void Opens_at_once_and_closes_when_it_was_not_seen_for_a_minute()
    {
        Look(0, Seen(AtOnce));
        Assert.True(Only.IsOpen);
        Look(10);
        Assert.True(Only.IsOpen);
        Look(80);

        Assert.False(Only.IsOpen);
        Assert.Equal(Start.AddSeconds(80).UtcDateTime, Only.ClosedAt);
    }

    [Fact]
    public void What_comes_and_goes_neither_opens_nor_closes()
    {
        Look(0, Seen(AtOnce));
        for (var second = 10; second < 600; second += 20)
        {
            Look(second);
            Look(second + 10, Seen(AtOnce));
        }
        Assert.Equal((Start.UtcDateTime, true), (Only.OpenedAt, Only.IsOpen));

        for (var second = 600; second < 1200; second += 20)
        {
            Look(second, Seen(AtOnce), Seen(AfterMinutes));
            Look(second + 10, Seen(AtOnce));
        }
        Assert.DoesNotContain(rows.Values, it => it.Rule == AfterMinutes && it.OpenedAt is not null);
    }

    [Fact]
    public void A_rule_that_wants_it_to_last_waits()
    {
        Look(0, Seen(AfterMinutes));
        Assert.Null(Only.OpenedAt);
        Look(60, Seen(AfterMinutes));
        Assert.Null(Only.OpenedAt);
        Look(120, Seen(AfterMinutes));

        Assert.True(Only.IsOpen);
    }

    [Fact]
    public void Opens_again_under_the_same_id()
    {
        Look(0, Seen(AtOnce));
        var id = Only.Id;
        Look(10);
        Look(80);
        Look(90, Seen(AtOnce));

        Assert.Equal((id, true, Start.AddSeconds(90).UtcDateTime), (Only.Id, Only.IsOpen, Only.OpenedAt!.Value));
    }

    [Fact]
    public void Stays_as_it_is_while_a_source_of_it_is_silent()
    {
        Look(0, Seen(AtOnce));
        silent.Add("kubernetes/talos/pods");
        Look(10);
        Look(1000);
        Assert.True(Only.IsOpen);
        silent.Clear();
        Look(1010);
        Look(1080);

        Assert.False(Only.IsOpen);
    }

    [Fact]
    public void What_rests_on_absence_does_not_open_while_a_source_is_silent()
    {
        silent.Add("kubernetes/talos/pods");
        Look(0, Seen(AtOnce) with { RestsOnAbsence = true });
        Assert.Empty(rows);
        Look(10, Seen(AtOnce));

        Assert.True(Only.IsOpen);
    }

    [Fact]
    public void Changes_nothing_where_nothing_changed()
    {
        Look(0, Seen(AtOnce));
        var (changed, forgotten) = FindingDiff.Compute(rows.Values, [Seen(AtOnce)], _ => true, Start.AddHours(5));

        Assert.Empty(changed);
        Assert.Empty(forgotten);
    }

    [Fact]
    public void What_a_rule_found_that_is_no_longer_there_closes()
    {
        Look(0, Seen(AtOnce));
        rows[Only.Id] = Only with { Rule = "gone.rule" };
        silent.Add("kubernetes/talos/pods");
        Look(10);
        Look(80);

        Assert.False(Only.IsOpen);
    }

    [Fact]
    public void Nothing_closes_for_want_of_room_and_it_is_told_how_many_more_there_are()
    {
        var many = Enumerable.Range(0, FindingLimit.MostOfOne + 3).Select(it => Seen(AtOnce) with { Addresses = [$"kubernetes/talos/Pod/a/{it:d4}"] }).ToArray();
        Look(0, many[3..]);
        Assert.Equal(FindingLimit.MostOfOne, rows.Values.Count(it => it.IsOpen));

        Look(10, many);
        Look(200, many);

        Assert.All(many[3..], it => Assert.True(rows[it.Id].IsOpen));
        Assert.DoesNotContain(many[0].Id, rows.Keys);
        var more = Assert.Single(rows.Values, it => it.Rule == "findings.more");
        Assert.Equal($"{AtOnce} finds 3 more than the {FindingLimit.MostOfOne} that are listed.", more.What);

        Look(210, many[..^5]);
        Look(300, many[..^5]);
        Look(310, many[..^5]);
        Look(400, many[..^5]);

        Assert.All(many[..^5], it => Assert.True(rows[it.Id].IsOpen));
        Assert.All(many[^5..], it => Assert.False(rows[it.Id].IsOpen));
        Assert.False(rows[more.Id].IsOpen);
    }

    FindingRow Only => Assert.Single(rows.Values);

    static Finding Seen(string rule) => new(rule, FindingSeverity.Warning, ["kubernetes/talos/Pod/a/b"], "what", "evidence", ["kubernetes/talos/pods"]);

    void Look(int second, params Finding[] seen)
    {
        var (changed, forgotten) = FindingDiff.Compute(rows.Values, seen, it => !silent.Contains(it), Start.AddSeconds(second));
        foreach (var row in changed)
            rows[row.Id] = row;
        foreach (var id in forgotten)
            rows.Remove(id);
    }
}
