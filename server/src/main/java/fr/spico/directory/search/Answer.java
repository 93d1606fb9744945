package fr.spico.directory.search;

import fr.spico.directory.DirectoryEntry;
import fr.spico.directory.search.Explaining.Explanation;
import fr.spico.directory.search.Found.Hit;
import fr.spico.directory.search.Found.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Answers a question: finds entries, puts the best in order and says why they are there.
final class Answer {

    /// What it costs to be found by the beginning of an address: less than by any word.
    private static final int LOCAL_PART = -2;

    private static final int LOCAL_PART_BEGINNING = -1;

    private final SearchIndex index;
    private final IndexData data;
    private final Scratch scratch;
    private final Question question;
    private final Typed typed;
    private final Allowed allowed;

    Answer(SearchIndex index, Scratch scratch, Question question) {
        this.index = index;
        this.data = index.data();
        this.scratch = scratch;
        this.question = question;
        this.typed = Typed.parse(question.typed());
        this.allowed = new Allowed(index, question.shelves(), question.filter());
    }

    Found find() {
        if (typed.namesOne()) {
            Found identified = identified();
            if (identified.total() == 0 && !typed.addresses().isEmpty()) {
                return mistypedAddress();
            }
            // A telephone number says nothing, and what stands beside it does.
            if (identified.total() > 0 || !typed.hasWords()) {
                return identified;
            }
        }
        if (!typed.isTooShort()) {
            return described();
        }
        return typed.words().isEmpty() && !question.filter().isNone() ? everybody() : Found.NOTHING;
    }

    private Found everybody() {
        int found = 0;
        for (int entry = 0; entry < data.count(); entry++) {
            if (allowed.test(entry)) {
                scratch.found[found] = entry;
                scratch.costs[found++] = 0;
            }
        }
        return found(found, entry -> Explanation.EXACT);
    }

    /// By addresses and numbers; everything else that was typed does not matter.
    private Found identified() {
        Map<Integer, Match> entries = new LinkedHashMap<>();
        for (String address : typed.allAddresses()) {
            index.identities()
                    .addresses(
                            address,
                            entry -> put(entries, entry, data.address(entry).equals(address)));
        }
        for (String number : typed.numbers()) {
            boolean whole = number.length() == Identities.RPPS_DIGITS;
            index.identities().numbers(number, entry -> put(entries, entry, whole));
        }
        if (entries.isEmpty()) {
            return mistypedNumber();
        }
        return found(
                write(entries),
                entry -> new Explanation(entries.getOrDefault(entry, Match.EXACT), List.of()));
    }

    private void put(Map<Integer, Match> entries, int entry, boolean whole) {
        if (allowed.test(entry)) {
            entries.merge(
                    entry,
                    whole ? Match.EXACT : Match.PREFIX,
                    (a, b) -> a.compareTo(b) < 0 ? a : b);
        }
    }

    private Found mistypedNumber() {
        Map<Integer, Match> entries = new LinkedHashMap<>();
        Map<Integer, String> typedFor = new LinkedHashMap<>();
        for (String number : typed.numbers()) {
            index.identities()
                    .nearNumbers(
                            number,
                            entry -> {
                                if (allowed.test(entry)) {
                                    entries.put(entry, Match.APPROXIMATE);
                                    typedFor.put(entry, number);
                                }
                            });
        }
        return found(
                write(entries),
                entry ->
                        Explanation.mistyped(
                                typedFor.getOrDefault(entry, ""),
                                Identities.number(data.rpps()[entry])));
    }

    private int write(Map<Integer, Match> entries) {
        int found = 0;
        for (Map.Entry<Integer, Match> each : entries.entrySet()) {
            scratch.found[found] = each.getKey();
            scratch.costs[found++] = each.getValue().ordinal();
        }
        return found;
    }

    /// Nobody has the address: perhaps somebody has one like it.
    private Found mistypedAddress() {
        String address = typed.addresses().getFirst();
        Search search =
                new Search(data, scratch, typed.wordsOfAddress(), allowed, question.limit());
        int found = search.runUntilNear();
        int kept = 0;
        for (int i = 0; i < found; i++) {
            int entry = scratch.found[i];
            int slips = slips(data.address(entry));
            if (slips < MistypedAddress.OTHER) {
                scratch.found[kept] = entry;
                scratch.costs[kept++] = slips;
            }
        }
        return found(kept, entry -> Explanation.mistyped(address, data.address(entry)));
    }

    private int slips(String address) {
        return typed.allAddresses().stream()
                .mapToInt(each -> MistypedAddress.slips(each, address))
                .min()
                .orElse(MistypedAddress.OTHER);
    }

    private Found described() {
        Search search = new Search(data, scratch, typed, allowed, question.limit());
        int found = withLocalParts(search.run());
        return found(found, entry -> new Explaining(index, search.stretches(entry)).of(entry));
    }

    /// `paul.martin2` is the beginning of an address, too.
    private int withLocalParts(int found) {
        String local = typed.localPart();
        if (local.isEmpty()) {
            return found;
        }
        int[] known = Arrays.copyOf(scratch.found, found);
        int[] count = {found};
        index.identities()
                .addresses(
                        local,
                        entry -> {
                            if (allowed.test(entry)) {
                                int place = Arrays.binarySearch(known, entry);
                                int at = place >= 0 ? place : count[0]++;
                                boolean whole = data.localParts().get(entry).equals(local);
                                scratch.found[at] = entry;
                                scratch.costs[at] = whole ? LOCAL_PART : LOCAL_PART_BEGINNING;
                            }
                        });
        return count[0];
    }

    private Found found(int found, IntFunction<Explanation> explain) {
        int[] best = new Ranking(index, question, scratch).best(found);
        List<Hit> hits = new ArrayList<>();
        for (int entry : best) {
            Explanation explanation = explain.apply(entry);
            hits.add(
                    new Hit(
                            index.entry(entry),
                            explanation.match(),
                            explanation.reasons(),
                            elsewhere(entry, best)));
        }
        List<Found.Facet> facets =
                question.counting() ? new Counting(index, scratch).facets(found) : List.of();
        return new Found(hits, found, facets);
    }

    private List<DirectoryEntry> elsewhere(int entry, int[] shown) {
        List<DirectoryEntry> elsewhere = new ArrayList<>();
        long rpps = data.rpps()[entry];
        if (rpps >= 0) {
            index.identities()
                    .numbers(
                            Identities.number(rpps),
                            other -> {
                                boolean isShown = IntStream.of(shown).anyMatch(one -> one == other);
                                if (!isShown && allowed.isInSight(other)) {
                                    elsewhere.add(index.entry(other));
                                }
                            });
        }
        return elsewhere;
    }
}
