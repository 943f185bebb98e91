using System.Globalization;
using System.Text.RegularExpressions;

namespace HomeLab.Stacks.Images;

/// <summary>A tag that is a version: <c>v3.1.4</c>, <c>16-alpine</c>, <c>2026.1.3</c>.</summary>
/// <remarks>
/// Tags follow no standard. Two are compared where they are spelt alike: the same prefix, as many numbers, the same rest. So nobody is led
/// from <c>16-alpine</c> to <c>17-bookworm</c>, from <c>1.2</c> to <c>1.3.0-rc1</c>, or from <c>15</c> to <c>20231201</c>.
/// </remarks>
sealed partial record ImageVersion(string Prefix, IReadOnlyList<int> Numbers, string Rest)
{
    /// <returns>Null: the tag is no version, such as <c>latest</c>.</returns>
    public static ImageVersion? TryParse(string tag)
    {
        var match = Form().Match(tag);
        return match.Success
            ? new ImageVersion(match.Groups["prefix"].Value, [.. match.Groups["number"].Captures.Select(it => int.Parse(it.Value, CultureInfo.InvariantCulture))], match.Groups["rest"].Value)
            : null;
    }

    /// <summary>The highest tag of each level, beyond the given one; the lowest level first.</summary>
    public static IReadOnlyList<NewerTag> Newer(string tag, IEnumerable<string> tags)
    {
        if (TryParse(tag) is not { } current)
            return [];
        return
        [
            .. tags.Select(it => (Tag: it, Version: TryParse(it))).Where(it => it.Version is not null && current.IsComparable(it.Version) && Compare(it.Version.Numbers, current.Numbers) > 0)
                .GroupBy(it => current.LevelOf(it.Version!))
                .Select(level => new NewerTag(level.Key, level.Aggregate((one, other) => Compare(other.Version!.Numbers, one.Version!.Numbers) > 0 ? other : one).Tag))
                .OrderBy(it => it.Level),
        ];
    }

    bool IsComparable(ImageVersion other) =>
        other.Prefix == Prefix && other.Rest == Rest && other.Numbers.Count == Numbers.Count && Math.Abs(Digits(other.Numbers[0]) - Digits(Numbers[0])) <= 1;

    UpdateLevel LevelOf(ImageVersion newer) => newer.Numbers[0] != Numbers[0] ? UpdateLevel.Major : newer.Numbers[1] != Numbers[1] ? UpdateLevel.Minor : UpdateLevel.Patch;

    static int Compare(IReadOnlyList<int> one, IReadOnlyList<int> other) => one.Zip(other, (a, b) => a.CompareTo(b)).FirstOrDefault(it => it != 0);

    static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    [GeneratedRegex(@"^(?<prefix>[A-Za-z-]*?)(?<number>[0-9]{1,9})(\.(?<number>[0-9]{1,9})){0,3}(?<rest>([-_+][A-Za-z0-9._-]*)?)\z")]
    private static partial Regex Form();
}
