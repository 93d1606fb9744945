package fr.spico.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The mistakes that people make when they type a name, one kind a method. Each changes the word or
/// returns it as it is if it leaves no room for the mistake.
enum Mistakes {
    MISSING_LETTER {
        @Override
        String in(String word, RandomGenerator random) {
            int at = inside(word, random);
            return word.substring(0, at) + word.substring(at + 1);
        }
    },
    DOUBLED_LETTER {
        @Override
        String in(String word, RandomGenerator random) {
            int at = inside(word, random);
            return word.substring(0, at + 1) + word.substring(at);
        }
    },
    EXTRA_LETTER {
        @Override
        String in(String word, RandomGenerator random) {
            int at = inside(word, random);
            return word.substring(0, at) + letter(random) + word.substring(at);
        }
    },
    WRONG_LETTER {
        @Override
        String in(String word, RandomGenerator random) {
            int at = inside(word, random);
            return word.substring(0, at) + letter(random) + word.substring(at + 1);
        }
    },
    WRONG_FIRST_LETTER {
        @Override
        String in(String word, RandomGenerator random) {
            return letter(random) + word.substring(1);
        }
    },
    SWAPPED_LETTERS {
        @Override
        String in(String word, RandomGenerator random) {
            int at = Math.min(inside(word, random), word.length() - 2);
            return word.substring(0, at)
                    + word.charAt(at + 1)
                    + word.charAt(at)
                    + word.substring(at + 2);
        }
    },
    NEIGHBOUR_KEY {
        @Override
        String in(String word, RandomGenerator random) {
            int at = inside(word, random);
            for (String row : List.of("azertyuiop", "qsdfghjklm", "wxcvbn")) {
                int key = row.indexOf(word.charAt(at));
                if (key >= 0) {
                    int next =
                            key == 0
                                    ? 1
                                    : key == row.length() - 1
                                            ? key - 1
                                            : key + (random.nextBoolean() ? 1 : -1);
                    return word.substring(0, at) + row.charAt(next) + word.substring(at + 1);
                }
            }
            return word;
        }
    },
    SOUNDS_ALIKE {
        @Override
        String in(String word, RandomGenerator random) {
            List<String> written = new ArrayList<>();
            for (String pair : SOUNDS) {
                String[] sides = pair.split("=", -1);
                replaceEach(word, sides[0], sides[1], written);
                replaceEach(word, sides[1], sides[0], written);
            }
            return written.isEmpty() ? word : written.get(random.nextInt(written.size()));
        }
    },
    SILENT_END {
        @Override
        String in(String word, RandomGenerator random) {
            char last = word.charAt(word.length() - 1);
            boolean silent = "sxtdez".indexOf(last) >= 0;
            boolean takes = silent || "aeiou".indexOf(last) >= 0 || last == 'n' || last == 'r';
            String ends = "tsxde";
            return silent && word.length() > 3
                    ? word.substring(0, word.length() - 1)
                    : takes ? word + ends.charAt(random.nextInt(ends.length())) : word;
        }
    },
    WRITTEN_APART {
        @Override
        String in(String word, RandomGenerator random) {
            int at = inside(word, random);
            return at < 2 || at > word.length() - 2
                    ? word
                    : word.substring(0, at) + " " + word.substring(at);
        }
    };

    private static final List<String> SOUNDS =
            List.of(
                    "ph=f", "eau=o", "au=o", "y=i", "ss=c", "qu=k", "c=k", "th=t", "an=en",
                    "ain=in", "ai=e", "ll=l", "nn=n", "tt=t", "rr=r", "ff=f", "mm=m", "ch=sh",
                    "gu=g", "oeu=eu", "ei=ai", "x=ks", "gn=ni", "ck=k", "z=s", "em=am");

    abstract String in(String word, RandomGenerator random);

    /// A place behind the first letter, which is seldom mistyped.
    private static int inside(String word, RandomGenerator random) {
        return word.length() < 2 ? 0 : 1 + random.nextInt(word.length() - 1);
    }

    private static char letter(RandomGenerator random) {
        return (char) ('a' + random.nextInt(26));
    }

    private static void replaceEach(String word, String from, String to, List<String> written) {
        for (int at = word.indexOf(from); at >= 0; at = word.indexOf(from, at + 1)) {
            int end = at + from.length();
            boolean nasal =
                    from.equals("o")
                            && end < word.length()
                            && "nmui".indexOf(word.charAt(end)) >= 0;
            if (end > 1 && !nasal) {
                written.add(word.substring(0, at) + to + word.substring(at + from.length()));
            }
        }
    }
}
