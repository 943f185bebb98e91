using HomeLab.Inventory.Findings;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Findings;

public sealed class BackupFindingTests
{
    const string Overdue = """
        backup: {key: nightly/docker/host/volume/app_db, policy: nightly, address: docker/host/volume/app_db, isWanted: true, isOverdue: true, problem: "The repository does not answer." LAST}
        """;

    [Fact]
    public void A_copy_that_is_overdue_is_found_at_what_it_is_of_and_says_why_it_was_not_made()
    {
        var old = Assert.Single(Found(Overdue.Replace("LAST", """, lastAt: "2026-02-26T02:00:00Z" """, StringComparison.Ordinal)));
        var never = Assert.Single(Found(Overdue.Replace("LAST", "", StringComparison.Ordinal)));

        Assert.Equal(["docker/host/volume/app_db", "backups/nightly/docker/host/volume/app_db"], old.Addresses);
        Assert.Equal(("The newest copy of it by policy nightly is of 2026-02-26T02:00:00Z.", "The repository does not answer."), (old.What, old.Evidence));
        Assert.Equal("There is no copy of it by policy nightly yet.", never.What);
        // Whatever becomes of the host.
        Assert.Equal(["backups"], old.Sources);
    }

    [Fact]
    public void One_that_is_only_due_is_not_found() => Assert.Empty(Found(Overdue.Replace("isOverdue: true", "isOverdue: false", StringComparison.Ordinal).Replace("LAST", "", StringComparison.Ordinal)));

    [Fact]
    public void A_stack_that_keeps_data_is_found_to_be_without_a_backup_until_a_policy_wants_copies()
    {
        var repository = SurveyedLab.RepositoryIn(Path.Combine(CaseFolders.PathOf("A_repository_in_the_shape_of_a_lab"), "repository"));

        var without = FindingRules.All["backup.none-declared"].Look(SurveyedLab.Of("", repository));
        var with = FindingRules.All["backup.none-declared"].Look(SurveyedLab.Of(Overdue.Replace("LAST", "", StringComparison.Ordinal), repository));

        Assert.Single(without);
        Assert.Empty(with);
    }

    static IEnumerable<Finding> Found(string documents) => FindingRules.All["backup.overdue"].Look(SurveyedLab.Of(documents));
}
