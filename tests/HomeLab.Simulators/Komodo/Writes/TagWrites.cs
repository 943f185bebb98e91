using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.Reads;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Writes;

static class TagWrites
{
    public static JsonNode Create(KomodoCall call) => TagReads.Json(call.Change(core =>
    {
        if (!call.Caller.IsAdmin)
            throw new KomodoRefusal(StatusCodes.Status403Forbidden, "Non admins cannot create tags");
        return core.FindTag(call.Text("name")) is null
            ? Add(core, call, call.Text("name"))
            : throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "failed to create tag on db", "E11000 duplicate key error");
    }));

    public static JsonNode Rename(KomodoCall call) => Change(call, tag => tag with { Name = call.Text("name") });

    public static JsonNode Paint(KomodoCall call) => Change(call, tag => tag with { Color = call.Text("color") }, "tag");

    public static JsonNode Delete(KomodoCall call) => TagReads.Json(call.Change(core =>
    {
        var tag = Find(core, call, "id");
        call.Affects("delete", tag.Id, $"tag {tag.Name}");
        var after = core with { Tags = core.Tags.Remove(tag) };
        return (core.Stacks.Values.Where(it => it.Tags.Contains(tag.Id)).Aggregate(after, (state, stack) => state.With(stack with { Tags = stack.Tags.Remove(tag.Id) })), tag);
    }));

    /// <summary>A stack's description and tags; tags that there are not yet are made.</summary>
    public static JsonNode UpdateMeta(KomodoCall call)
    {
        var target = call.Part("target");
        if ((string?)target["type"] != "Stack")
            throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "this simulator keeps what is said of stacks, and of nothing else");
        call.Change(core =>
        {
            var stack = call.Writable(core, (string?)target["id"] ?? "", evenWhileBusy: true);
            var tags = stack.Tags;
            if (call.Texts("tags") is { } wanted)
            {
                tags = [];
                foreach (var name in wanted)
                {
                    var found = core.FindTag(name);
                    if (found is null)
                        (core, found) = Add(core, call, name);
                    tags = tags.Add(found.Id);
                }
            }
            var after = stack with { Tags = tags, Description = call.OptionalText("description", stack.Description), UpdatedAt = call.Now };
            call.Affects("update", after);
            return (core.With(after), true);
        });
        return new JsonObject();
    }

    static (Core Core, Tag Tag) Add(Core core, KomodoCall call, string name)
    {
        var tag = new Tag(Ids.Document(call.Store.Seed.Name, "tag", core.NextNumber.ToString(CultureInfo.InvariantCulture)), name, Ids.Document("user", call.Caller.Name), "Slate");
        call.Affects("create", tag.Id, $"tag {name}");
        return (core with { Tags = core.Tags.Add(tag), NextNumber = core.NextNumber + 1 }, tag);
    }

    static JsonObject Change(KomodoCall call, Func<Tag, Tag> change, string field = "id") => TagReads.Json(call.Change(core =>
    {
        var tag = Find(core, call, field);
        var after = change(tag);
        call.Affects("update", tag.Id, $"tag {after.Name}");
        return (core with { Tags = core.Tags.Replace(tag, after) }, after);
    }));

    static Tag Find(Core core, KomodoCall call, string field)
    {
        var tag = core.FindTag(call.Text(field)) ?? throw TagReads.Missing(call.Text(field));
        return call.Caller.IsAdmin || tag.Owner == Ids.Document("user", call.Caller.Name)
            ? tag
            : throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "user must be tag owner or admin");
    }
}
