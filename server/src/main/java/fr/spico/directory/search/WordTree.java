package fr.spico.directory.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sorted words as a tree of letters, in arrays that follow a walk through it: a node's first child
/// stands right behind it, its next sibling where its own subtree ends. The words below a node are
/// therefore a range of the sorted words.
///
/// @param letter of each node; node 0 is the root
/// @param end of each node's subtree, exclusive
/// @param firstWord the first word at or below each node; one more at the end
record WordTree(char[] letter, int[] end, int[] firstWord) {

    /// @param words sorted, each once
    static WordTree of(List<String> words) {
        return new Planting(words).grow();
    }

    int words() {
        return firstWord[firstWord.length - 1];
    }

    boolean isWord(int node) {
        boolean leaf = end[node] == node + 1;
        return node > 0 && (leaf || firstWord[node + 1] > firstWord[node]);
    }

    /// The node that a beginning leads to, or -1.
    int find(CharSequence beginning) {
        int node = 0;
        for (int i = 0; i < beginning.length() && node >= 0; i++) {
            node = child(node, beginning.charAt(i));
        }
        return node;
    }

    /// All words, sorted.
    List<String> all() {
        List<String> all = new ArrayList<>(words());
        collect(0, new StringBuilder(), all);
        return all;
    }

    private void collect(int node, StringBuilder path, List<String> all) {
        if (isWord(node)) {
            all.add(path.toString());
        }
        for (int child = node + 1; child < end[node]; child = end[child]) {
            path.append(letter[child]);
            collect(child, path, all);
            path.setLength(path.length() - 1);
        }
    }

    /// The number of a word, or -1.
    int indexOf(CharSequence word) {
        int node = find(word);
        return node > 0 && isWord(node) ? firstWord[node] : -1;
    }

    /// The first word that is not below a node.
    int wordsEnd(int node) {
        return firstWord[end[node]];
    }

    private int child(int node, char wanted) {
        int child = node + 1;
        while (child < end[node] && letter[child] != wanted) {
            child = end[child];
        }
        return child < end[node] ? child : -1;
    }

    private static final class Planting {
        private final List<String> words;
        private char[] letter = new char[1024];
        private int[] end = new int[1024];
        private int[] firstWord = new int[1024];
        private int[] path = new int[64];
        private int depth;
        private int nodes = 1;

        Planting(List<String> words) {
            this.words = words;
        }

        WordTree grow() {
            String former = "";
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                closeTo(common(former, word));
                for (int at = depth; at < word.length(); at++) {
                    open(word.charAt(at), i);
                }
                former = word;
            }
            closeTo(0);
            end[0] = nodes;
            firstWord[nodes] = words.size();
            return new WordTree(
                    Arrays.copyOf(letter, nodes),
                    Arrays.copyOf(end, nodes),
                    Arrays.copyOf(firstWord, nodes + 1));
        }

        private void open(char c, int word) {
            if (nodes + 2 > letter.length) {
                int more = letter.length * 2;
                letter = Arrays.copyOf(letter, more);
                end = Arrays.copyOf(end, more);
                firstWord = Arrays.copyOf(firstWord, more);
            }
            if (depth == path.length) {
                path = Arrays.copyOf(path, depth * 2);
            }
            letter[nodes] = c;
            firstWord[nodes] = word;
            path[depth++] = nodes++;
        }

        private void closeTo(int wanted) {
            while (depth > wanted) {
                end[path[--depth]] = nodes;
            }
        }

        private static int common(String a, String b) {
            int i = 0;
            while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
                i++;
            }
            return i;
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "WordTree[" + words() + " words]";
    }
}
