using HomeLab.Lab.Filters;

namespace HomeLab.Lab.Kinds;

/// <summary>Whether what an owner has can be told.</summary>
static class OwnerCheck
{
    static readonly HashSet<string> Fields = new(StringComparer.Ordinal) { "address", "uid", "kind", "name", "source", "state", "image", "labels", "facts" };

    public static void Check(OwnerSpec owner, string path, SpecProblems problems)
    {
        try
        {
            Check(Filter.Parse(owner.Matches));
        }
        catch (FilterException wrong)
        {
            problems.Add($"{path}.matches", "WrongFilter", wrong.Message);
        }
    }

    static void Check(Filter filter)
    {
        switch (filter)
        {
            case Filter.And and:
                Check(and.Left);
                Check(and.Right);
                break;
            case Filter.Or or:
                Check(or.Left);
                Check(or.Right);
                break;
            case Filter.Not not:
                Check(not.Negated);
                break;
            case Filter.Comparison compared when !Fields.Contains(compared.Path[0]):
                throw new FilterException(compared.Column, $"an owner is told by {string.Join(", ", Fields)}, and not by `{compared.Path[0]}`{Spelling.Hint(compared.Path[0], Fields)}");
            case Filter.Comparison { Path.Count: > 1 } compared when compared.Path[0] is not ("labels" or "facts"):
                throw new FilterException(compared.Column, $"`{compared.Path[0]}` has no fields within");
            case Filter.Relation relation:
                throw new FilterException(relation.Column, "an owner is told by what a thing is, and not by what it hangs together with");
            default:
                break;
        }
    }
}
