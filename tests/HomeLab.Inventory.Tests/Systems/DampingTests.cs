using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Systems;

namespace HomeLab.Inventory.Tests.Systems;

public sealed class DampingTests
{
    static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly Damping Rule = new(4, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5));

    [Fact]
    public void Tells_each_change_of_a_state_that_changes_seldom() =>
        Assert.Equal(["0 Healthy", "3 Unhealthy", "6 Healthy", "9 Unhealthy", "12 Healthy"], Told((0, 'H'), (3, 'U'), (6, 'H'), (9, 'U'), (12, 'H')));

    [Fact]
    public void Keeps_the_worst_of_what_goes_to_and_fro_and_says_how_often() => Assert.Equal(
        ["0 Healthy", "1 Degraded", "2 Healthy", "3 Unhealthy", "4 Healthy", "5 Unhealthy flaps 5", "6 Unhealthy flaps 6", "7 Unhealthy flaps 6"],
        Told((0, 'H'), (1, 'D'), (2, 'H'), (3, 'U'), (4, 'H'), (5, 'D'), (6, 'H'), (7, 'H')));

    [Fact]
    public void Settles_after_a_quiet_time() => Assert.Equal(
        ["5 Unhealthy flaps 5", "9 Unhealthy flaps 5", "10 Unhealthy"],
        Told((0, 'H'), (1, 'U'), (2, 'H'), (3, 'U'), (4, 'H'), (5, 'U'), (9, 'U'), (10, 'U'))[5..]);

    [Fact]
    public void Is_damped_until_it_is_quiet_although_the_changes_become_fewer() => Assert.Equal(
        ["5 Unhealthy flaps 5", "9 Unhealthy flaps 6", "13 Unhealthy flaps 4", "18 Unhealthy"],
        Told((0, 'H'), (1, 'U'), (2, 'H'), (3, 'U'), (4, 'H'), (5, 'U'), (9, 'H'), (13, 'U'), (18, 'U'))[5..]);

    [Fact]
    public void Not_to_know_is_no_change_and_is_told_as_it_is() => Assert.Equal(
        ["0 Healthy", "1 Unknown", "2 Healthy", "3 Unknown", "4 Healthy", "5 Unknown", "6 Healthy"],
        Told((0, 'H'), (1, '?'), (2, 'H'), (3, '?'), (4, 'H'), (5, '?'), (6, 'H')));

    /// <param name="looks">Minute, and what was seen.</param>
    static List<string> Told(params (int Minute, char State)[] looks)
    {
        var (turns, flaps, told) = ((IReadOnlyList<Turn>)[], 0, new List<string>());
        foreach (var (minute, letter) in looks)
        {
            var state = letter switch { 'H' => HealthState.Healthy, 'D' => HealthState.Degraded, 'U' => HealthState.Unhealthy, _ => HealthState.Unknown };
            (state, flaps, turns) = Rule.Next(turns, flaps > 0, state, Start.AddMinutes(minute));
            told.Add($"{minute} {state}{(flaps > 0 ? $" flaps {flaps}" : "")}");
        }
        return told;
    }
}
